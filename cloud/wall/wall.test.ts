import { fromBase45, toBase45 } from '@core/base45'
import { bytesOfHex, type Pass } from '@core/pass'
import { DAY, HOUR, instant, MINUTE, moment } from '@core/time'
import { screenText, WALL_PREFIX } from '@core/wall'
import { crypto } from '../pass/keys'
import { sent, shownAt } from '../testing/door'
import { findViolations } from '../testing/invariants'
import { newKey } from '../testing/keys'
import { packOf } from '../testing/phone'
import { type Answer, MONDAY_TEN, openWorld, type Someone, STATIONS, type World } from '../testing/world'

const [TALK, SMALL, LUNCH] = ['hp001.talk-2611231400', 'hp001.small-2611231600', 'hp099.lunch-2611231200']
const START = MONDAY_TEN + 4 * HOUR
const [CHILD, MOTHER] = ['00000000-0000-4000-8000-000000000011', '00000000-0000-4000-8000-000000000012']
/** Beside the station's door; a degree of latitude is 111,195 m. */
const HERE = { lat: 23.18, lng: 113.495, accuracy: 20 }
const north = (metres: number) => ({ ...HERE, lat: HERE.lat + metres / 111_195 })

let world: World
let resident: Someone
let elder: Someone
let manager: Someone
beforeAll(async () => {
  world = await openWorld()
  ;[resident, elder, manager] = [await world.as('resident'), await world.as('elder'), await world.as('manager')]
  await world.db.query(`update offering set about = about || '{"wall":true}' where id in ('hp001-talk', 'hp099-lunch')`)
})
beforeEach(() => {
  world.clock.now = START - 30 * MINUTE
})
afterEach(async () => {
  expect(await findViolations(world.db)).toEqual({})
  await world.db.query('truncate attendance, scan, seat, person_time, idempotency, change, notice, booking')
  await world.db.query(`update session set taken = 0, version = 1, waiting = 0, status = 'open', reason = ''`)
})
afterAll(() => world.close())

async function book(session = TALK, people?: string[], who = resident, more: object = {}) {
  const now = world.clock.now
  world.clock.now = MONDAY_TEN
  const body = { session, people: people ?? [who.id], ...more }
  const { body: answer } = await who('POST', '/api/bookings', body, newKey())
  world.clock.now = now
  return answer.booking
}
/** What a screen holds, by which it makes its codes itself. */
async function screenOf(session = TALK, who = manager) {
  const { body } = await who('GET', `/api/sessions/${session}/wall`)
  return (at = world.clock.now) => screenText(session, bytesOfHex(body.screenKey), at, crypto.mac)
}
const paperOf = async (session = TALK) => (await manager('GET', `/api/sessions/${session}/wall`)).body.paper as string
const checkIn = (body: object, who = resident) => who('POST', '/api/check-in', body)
const whyOf = ({ status, body }: Answer) => (status === 409 ? body.refusal : status)
const arrivals = () =>
  world.db.query<{ n: number; means: string }>(
    'select count(*)::int as n, min(means) as means from attendance having count(*) > 0',
  )

describe('somebody checks in themselves', () => {
  test('by the code on a screen, without being asked where they are', async () => {
    const { id } = await book(TALK, [resident.id, CHILD])
    const { status, body } = await checkIn({ code: (await screenOf())() })
    expect(status).toBe(200)
    expect(body).toEqual({
      session: TALK,
      title: '讲座',
      stationName: '综合体',
      startsAt: moment(START),
      endsAt: moment(START + HOUR),
      parties: [{ booking: id, names: ['林晓梅', '小宝'], seats: 2, at: moment(START - 30 * MINUTE) }],
    })
    expect(await arrivals()).toEqual([{ n: 2, means: 'screen' }])
  })
  test('by the code on paper, within two hundred metres', async () => {
    await book()
    expect((await checkIn({ code: await paperOf(), spot: north(199) })).status).toBe(200)
    expect(await arrivals()).toEqual([{ n: 1, means: 'wall' }])
  })
  test('twice, on two phones and by both codes: it counts once, since the first', async () => {
    const { id } = await book()
    const screen = await screenOf()
    const first = (await checkIn({ code: screen() })).body
    world.clock.now += 5 * MINUTE
    for (const body of [{ code: screen() }, { code: await paperOf(), spot: HERE }, { code: screen(), booking: id }])
      expect((await checkIn(body)).body).toEqual(first)
    await Promise.all(Array.from({ length: 8 }, () => checkIn({ code: screen() })))
    expect(await arrivals()).toEqual([{ n: 1, means: 'screen' }])
    expect(await world.db.query('select 1 from scan')).toHaveLength(1)
  })
  test('and the roster shows it as such; their pass has been used then', async () => {
    const { id } = await book()
    const pass: Pass = (await resident('GET', `/api/bookings/${id}/pass`)).body.pass
    await checkIn({ code: (await screenOf())() })
    const { body } = await manager('GET', `/api/sessions/${TALK}/roster`)
    expect(body.roster[0].came).toEqual({ at: moment(world.clock.now), means: 'screen', again: 0 })
    world.clock.now += MINUTE
    const scans = sent(world.clock.now, [{ pass: shownAt(pass, world.clock.now) }])
    expect((await manager('POST', '/api/attendance', scans)).body.answers[0].verdict).toBe('already')
    expect((await resident('POST', `/api/bookings/${id}/cancel?late=1`)).body.refusal).toBe('came-already')
  })
  test('who was scanned at the door already is told since when', async () => {
    const { id } = await book()
    await manager('POST', '/api/attendance', sent(world.clock.now, [{ pass: id }]))
    const since = moment(world.clock.now)
    world.clock.now += MINUTE
    expect((await checkIn({ code: (await screenOf())() })).body.parties[0].at).toBe(since)
    expect(await arrivals()).toEqual([{ n: 1, means: 'hand' }])
  })
  test('with a seat that another booked for them; whom they do not look after has no name', async () => {
    const { id } = await book(TALK, [resident.id, CHILD])
    await world.db.query('update seat set person_id = $1 where person_id = $2', [elder.id, CHILD])
    const { body } = await checkIn({ code: (await screenOf())() }, elder)
    expect(body.parties).toEqual([{ booking: id, names: ['陈伯安'], seats: 2, at: moment(world.clock.now) }])
    await world.db.query('update seat set person_id = $1 where person_id = $2', [CHILD, elder.id])
    await world.db.query('update attendance set person_id = $1 where person_id = $2', [CHILD, elder.id])
  })
  test('of several bookings it is asked which has come, and nobody else is noted', async () => {
    const [mine, childs] = [await book(TALK, [resident.id]), await book(TALK, [CHILD])]
    const code = (await screenOf())()
    const asked = await checkIn({ code })
    expect(asked.body.parties.map((party: { at?: string }) => party.at)).toEqual([undefined, undefined])
    expect(await arrivals()).toEqual([])
    const { body } = await checkIn({ code, booking: childs.id })
    expect(body.parties).toEqual([
      { booking: mine.id, names: ['林晓梅'], seats: 1 },
      { booking: childs.id, names: ['小宝'], seats: 1, at: moment(world.clock.now) },
    ])
    // Asked again, nobody has come in by mistake.
    expect((await checkIn({ code })).body).toEqual(body)
    expect(await arrivals()).toEqual([{ n: 1, means: 'screen' }])
  })
  test('a booking of another session that the page was opened from is no hindrance', async () => {
    const other = await book(SMALL)
    const { id } = await book()
    const { body } = await checkIn({ code: (await screenOf())(), booking: other.id })
    expect(body.parties).toMatchObject([{ booking: id, at: expect.any(String) }])
  })
  test('a whole household whose name was erased meanwhile comes in without it', async () => {
    await book(TALK, [resident.id, MOTHER])
    await world.db.query(`update person set name = '' where id = $1`, [MOTHER])
    const { body } = await checkIn({ code: (await screenOf())() })
    await world.db.query(`update person set name = '陈秀兰' where id = $1`, [MOTHER])
    expect(body.parties[0]).toMatchObject({ names: ['林晓梅'], seats: 2 })
  })
})

describe('the time is the cloud’s', () => {
  test.each([
    [-HOUR - 1000, 'not-now'],
    [-HOUR, 200],
    [HOUR - 1000, 200],
    [HOUR, 'not-now'],
  ])('%i ms from the start: %s', async (from, answer) => {
    await book()
    world.clock.now = START + from
    const refused = await checkIn({ code: (await screenOf())() })
    expect(whyOf(refused)).toBe(answer)
    if (answer === 'not-now') expect(refused.body.startsAt).toBe(moment(START))
  })
  test('a screenshot is worth nothing ninety seconds later', async () => {
    await book()
    const code = (await screenOf())()
    world.clock.now += 90_000
    expect(whyOf(await checkIn({ code }))).toBe('stale')
    world.clock.now -= 30_001
    expect(whyOf(await checkIn({ code }))).toBe(200)
  })
  test('yesterday’s screen shows today nothing that counts', async () => {
    await book()
    world.clock.now -= DAY
    const screen = await screenOf()
    world.clock.now += DAY
    expect(whyOf(await checkIn({ code: screen() }))).toBe('forged')
  })
  test('paper that was printed days before still hangs there', async () => {
    await book()
    world.clock.now -= 5 * DAY
    const code = await paperOf()
    world.clock.now += 5 * DAY
    expect(whyOf(await checkIn({ code, spot: HERE }))).toBe(200)
  })
})

describe('is turned away', () => {
  afterEach(async () => expect(await arrivals()).toEqual([]))

  test('with paper, from 201 m, or without saying where', async () => {
    await book()
    const code = await paperOf()
    const far = await checkIn({ code, spot: north(201) })
    expect([whyOf(far), far.body.metres]).toEqual(['too-far', 210])
    expect(far.body.message).toContain('210')
    for (const spot of [undefined, { ...HERE, accuracy: 2500 }])
      expect(whyOf(await checkIn({ code, spot }))).toBe('place-needed')
  })
  test('without a booking, and told how many places are left', async () => {
    await book(TALK, [resident.id, CHILD])
    const code = (await screenOf())()
    const refused = await checkIn({ code }, elder)
    expect([whyOf(refused), refused.body.left]).toEqual(['not-booked-here', 8])
    // Another's booking is no help, though one knows its id.
    const { id } = await book(TALK, [MOTHER])
    expect(whyOf(await checkIn({ code, booking: id }, elder))).toBe('not-booked-here')
  })
  test('with what was cancelled, or while in the line', async () => {
    const { id } = await book()
    await resident('POST', `/api/bookings/${id}/cancel?late=1`)
    const code = (await screenOf())()
    expect(whyOf(await checkIn({ code }))).toBe('cancelled')
    await book(SMALL, [CHILD, MOTHER])
    await book(SMALL, [elder.id], elder, { wait: true })
    await world.db.query(`update offering set about = about || '{"wall":true}' where id = 'hp001-small'`)
    world.clock.now = START + HOUR + 30 * MINUTE
    expect(whyOf(await checkIn({ code: (await screenOf(SMALL))() }, elder))).toBe('no-place')
    await world.db.query(`update offering set about = about - 'wall' where id = 'hp001-small'`)
  })
  test('from what was called off, or where the station wants it no more', async () => {
    await book()
    const code = (await screenOf())()
    await world.db.query(`update session set status = 'called-off' where id = $1`, [TALK])
    expect(whyOf(await checkIn({ code }))).toBe('called-off')
    expect(whyOf(await manager('GET', `/api/sessions/${TALK}/wall`))).toBe('called-off')
    await world.db.query(`update session set status = 'open' where id = $1`, [TALK])
    await world.db.query(`update offering set about = about - 'wall' where id = 'hp001-talk'`)
    expect(whyOf(await checkIn({ code }))).toBe('wall-off')
    expect(whyOf(await manager('GET', `/api/sessions/${TALK}/wall`))).toBe('wall-off')
    await world.db.query(`update offering set about = about || '{"wall":true}' where id = 'hp001-talk'`)
  })
  test('with a code made by the key of another session', async () => {
    await book()
    const { body } = await manager('GET', `/api/sessions/${TALK}/wall`)
    const code = screenText(SMALL, bytesOfHex(body.screenKey), world.clock.now, crypto.mac)
    expect(whyOf(await checkIn({ code }))).toBe('forged')
    const of = screenText('hp001.none', bytesOfHex(body.screenKey), world.clock.now, crypto.mac)
    expect(whyOf(await checkIn({ code: of }))).toBe('forged')
  })
  test('with another session’s own code, which is not booked', async () => {
    await book()
    const district = await world.as('district')
    world.clock.now = MONDAY_TEN + 90 * MINUTE
    expect(whyOf(await checkIn({ code: (await screenOf(LUNCH, district))() }))).toBe('not-booked-here')
  })
  test('with any bit of a code turned, though it would be theirs', async () => {
    await book()
    for (const code of [(await screenOf())(), await paperOf()]) {
      const bytes = fromBase45(code.slice(WALL_PREFIX.length)) as Uint8Array
      for (let bit = 0; bit < bytes.length * 8; bit += 7) {
        const turned = Uint8Array.from(bytes)
        turned[bit >> 3] = (turned[bit >> 3] as number) ^ (1 << (bit & 7))
        expect(whyOf(await checkIn({ code: WALL_PREFIX + toBase45(turned), spot: HERE }))).toBe('forged')
      }
    }
  })
  test.each(['', 'YW1:', 'YW1:张三', 'YW1:GGW', 'YK2:GGW', 'https://example.com', "' or 1=1 --", '\u0000', '\ud800'])(
    'with %j',
    async (code) => {
      const refused = await checkIn({ code })
      expect(whyOf(refused)).toBe('forged')
      expect(refused.body.message).toBe('这不是一刻的签到码。请扫门口屏幕上或墙上的那一张。')
    },
  )
  test.each([
    {},
    { code: 1 },
    { code: 'x'.repeat(301) },
    { code: 'YW1:', spot: { lat: '23', lng: 113 } },
    { code: 'YW1:', spot: { lat: 23 } },
    { code: 'YW1:', spot: { lat: 91, lng: 113 } },
    { code: 'YW1:', spot: { lat: 23, lng: 113, accuracy: 'near' } },
    { code: 'YW1:', booking: 'x' },
    { code: 'YW1:', person: CHILD },
  ])('%j is no check-in', async (body) => expect(whyOf(await checkIn(body))).toBe(400))
})

describe('what makes the codes', () => {
  test('is for who looks after the station; to others the address does not exist', async () => {
    const path = `/api/sessions/${TALK}/wall`
    const { body } = await manager('GET', path)
    expect(Object.keys(body).sort()).toEqual(['day', 'paper', 'screenKey', 'session', 'stationName'])
    expect(body.day).toBe('2026-11-23')
    for (const [who, of] of [
      [resident, TALK],
      [elder, TALK],
      [manager, LUNCH],
      [manager, 'hp001.none'],
    ] as const)
      expect((await who('GET', `/api/sessions/${of}/wall`)).status).toBe(404)
    expect((await world.ask('GET', path)).status).toBe(401)
    expect((await world.ask('POST', '/api/check-in', { code: body.paper })).status).toBe(401)
  })
  test('is no key of the passes, and is another for another session and day', async () => {
    const keyOf = async (session: string) =>
      (await manager('GET', `/api/sessions/${session}/wall`)).body.screenKey as string
    const today = await keyOf(TALK)
    const { keys } = await packOf(manager)
    expect(keys.length).toBeGreaterThan(0)
    expect(keys.map(({ day }) => day)).not.toContain(today)
    expect(await keyOf('hp001.talk-2611241400')).not.toBe(today)
    world.clock.now += DAY
    expect(await keyOf(TALK)).not.toBe(today)
  })
  test('says where the station is known but roughly', async () => {
    const station = STATIONS[0]
    await world.db.query('update station set about = $1 where id = $2', [
      JSON.stringify({ ...station, approximate: true }),
      'hp001',
    ])
    expect((await manager('GET', `/api/sessions/${TALK}/wall`)).body.approximate).toBe(true)
    await world.db.query('update station set about = $1 where id = $2', [JSON.stringify(station), 'hp001'])
  })
})

test('a booking says whether one may check in oneself, when it is made and later', async () => {
  expect((await book()).wall).toBe(true)
  expect((await book(SMALL, [CHILD])).wall).toBeUndefined()
  const { body } = await resident('GET', '/api/bookings')
  expect(body.bookings.map(({ session, wall }: { session: string; wall?: true }) => [session, wall])).toEqual([
    [SMALL, undefined],
    [TALK, true],
  ])
  expect(instant(body.bookings[0].startsAt)).toBeGreaterThan(START)
})
