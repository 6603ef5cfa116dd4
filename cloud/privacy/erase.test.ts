import { DAY, HOUR, moment } from '@core/time'
import { seedPeople } from '../demo/seed'
import { beginAnew } from '../testing/anew'
import { type SomeScan, sent, shownAt } from '../testing/door'
import { findViolations, footprint } from '../testing/invariants'
import { newKey } from '../testing/keys'
import { CHILD, MONDAY_TEN, openWorld, type Someone, type World } from '../testing/world'
import { tick } from '../tick'

const [TALK, SMALL, TOMORROW] = ['hp001.talk-2611231400', 'hp001.small-2611241600', 'hp001.talk-2611241400']
let world: World
let resident: Someone
let elder: Someone
let manager: Someone
beforeAll(async () => {
  world = await openWorld()
})
beforeEach(async () => {
  await beginAnew(world)
  ;[resident, elder, manager] = [await world.as('resident'), await world.as('elder'), await world.as('manager')]
})
afterEach(async () => expect(await findViolations(world.db, world.clock.now)).toEqual({}))
afterAll(() => world.close())

const book = (who: Someone, session: string, people = [who.id], more: object = {}) =>
  who('POST', '/api/bookings', { session, people, ...more }, newKey())
const erase = (who: Someone) => who('DELETE', '/api/me?sure=yes')
const bookingsOf = async (who: Someone) => (await who('GET', '/api/bookings')).body.bookings
const rowsOf = (table: string, where: string, value: string) =>
  world.db.query(`select * from ${table} where ${where} = $1`, [value])

/** Every row of every table, as text. */
async function everything(): Promise<string> {
  const tables = await world.db.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public'`,
  )
  const rows = await Promise.all(tables.map(({ name }) => world.db.query(`select t::text as row from ${name} t`)))
  return JSON.stringify(rows)
}

test('nothing is left of a name, a birth month or a word they wrote', async () => {
  const secrets = ['罕见名', '罕孩儿', '罕妈妈', '1991-11', '2019-07', '罕见的申诉']
  await resident('PATCH', `/api/people/${resident.id}`, { name: '罕见名', born: '1991-11' })
  await resident('PATCH', `/api/people/${CHILD}`, { name: '罕孩儿', born: '2019-07' })
  await resident('PATCH', `/api/people/${resident.people[1]}`, { name: '罕妈妈' })
  await resident('GET', '/api/calendar')
  await resident('POST', '/api/calendar')
  await resident('POST', `/api/people/${CHILD}/invitation`)
  const { booking } = (await book(resident, TALK)).body
  await book(resident, SMALL, [resident.id, CHILD])
  // Answers that name somebody, with and without an id beside the name.
  expect((await book(resident, 'hp001.other-2611231400')).body.refusal).toBe('overlap')
  // Nobody came: the day after it counts, and is appealed against.
  world.clock.now += DAY
  await tick(world.deps)
  expect((await resident('POST', `/api/strikes/${booking.id}/appeal`, { words: '罕见的申诉' })).status).toBe(200)
  const before = await everything()
  for (const secret of secrets) expect(before).toContain(secret)

  expect((await erase(resident)).status).toBe(200)
  const left = await everything()
  expect(secrets.filter((secret) => left.includes(secret))).toEqual([])
  // The station's day is as it was, without a name.
  const { roster } = (await manager('GET', `/api/sessions/${TALK}/roster`)).body
  expect(roster).toEqual([expect.objectContaining({ booking: booking.id, name: '', came: null })])
  expect((await manager('GET', '/api/appeals')).body.appeals).toEqual([])
})

test('it wants to be sure', async () => {
  const before = await footprint(world.db)
  for (const path of ['/api/me', '/api/me?sure=', '/api/me?sure=no', '/api/me?sure=yes&sure=yes'])
    expect((await resident('DELETE', path)).body.code).toBe('bad-input')
  expect(await footprint(world.db)).toEqual(before)
})

test('every login of theirs is over, and there is no new one', async () => {
  const other = await world.as('resident')
  expect((await erase(resident)).status).toBe(200)
  for (const who of [resident, other]) expect((await who('GET', '/api/me')).status).toBe(401)
  expect((await erase(resident)).status).toBe(401)
  await seedPeople(world.deps)
  expect((await world.ask('POST', '/api/login', { persona: 'resident' })).body.code).toBe('bad-code')
  const { personas } = (await world.ask('GET', '/api/login')).body
  expect(personas.map((one: { persona: string }) => one.persona)).not.toContain('resident')
})

describe('what is ahead', () => {
  test('is given back, and the next in the line moves up', async () => {
    await book(resident, SMALL, [resident.id, CHILD])
    const waiting = (await book(elder, SMALL, [elder.id], { wait: true })).body.booking
    expect(waiting.status).toBe('waiting')
    await erase(resident)
    const [mine] = await bookingsOf(elder)
    expect([mine.id, mine.status]).toEqual([waiting.id, 'booked'])
  })
  test('of a line is left, and those behind come closer', async () => {
    await book(manager, SMALL, [manager.id])
    await book(await world.as('member'), SMALL)
    await book(resident, SMALL, [resident.id], { wait: true })
    await book(elder, SMALL, [elder.id], { wait: true })
    await erase(resident)
    const [mine] = await bookingsOf(elder)
    expect(mine.line.place).toBe(1)
  })
  test('and has begun without them, is given back too', async () => {
    await book(resident, TALK)
    world.clock.now = MONDAY_TEN + 4.5 * HOUR
    expect((await erase(resident)).status).toBe(200)
    expect((await manager('GET', `/api/sessions/${TALK}/roster`)).body.roster).toEqual([])
  })
  test('for a child cared for together, too: the child stays with the other', async () => {
    const { code } = (await resident('POST', `/api/people/${CHILD}/invitation`)).body
    await elder('POST', '/api/invitations', { code, relation: 'child', consent: true })
    await book(resident, TALK, [CHILD])
    const { booking } = (await book(elder, TOMORROW, [CHILD])).body
    await erase(resident)
    const { people } = (await elder('GET', '/api/me')).body
    expect(people).toEqual([expect.objectContaining({ id: CHILD, name: '小宝' })])
    expect(people[0].shared).toBeUndefined()
    expect((await bookingsOf(elder)).map((one: { id: string }) => one.id)).toEqual([booking.id])
    // The mother was nobody else's.
    expect(await rowsOf('person', 'id', resident.people[1] as string)).toMatchObject([{ name: '', born: null }])
  })
  test('that another guardian booked for them is given back, and that one is told', async () => {
    await world.db.query(
      `with bond as (insert into guardianship values ($1, $2, 'parent', null, $3))
       update person set household = household + 1 where id = $1`,
      [resident.id, elder.id, moment(MONDAY_TEN)],
    )
    const { booking } = (await book(resident, TALK, [resident.id, elder.id])).body
    expect((await erase(elder)).status).toBe(200)
    const { notices, unread } = (await resident('GET', '/api/notices')).body
    expect([notices[0].kind, notices[0].booking, unread]).toEqual(['cancelled', booking.id, 1])
    const [mine] = await bookingsOf(resident)
    expect([mine.status, mine.people]).toEqual([
      'cancelled',
      [expect.objectContaining({ name: '林晓梅' }), expect.objectContaining({ id: elder.id, name: '' })],
    ])
    expect(await rowsOf('person', 'id', elder.id)).toMatchObject([{ name: '' }])
  })
})

describe('it waits, and nothing happens,', () => {
  const refused = async (who: Someone) => {
    const before = await footprint(world.db)
    const { status, body } = await erase(who)
    expect(await footprint(world.db)).toEqual(before)
    expect((await who('GET', '/api/me')).status).toBe(200)
    return [status, body.refusal, body]
  }
  const arrive = async (who: Someone, id: string) => {
    const { pass } = (await who('GET', `/api/bookings/${id}/pass`)).body
    const scan = { pass: shownAt(pass, world.clock.now) }
    return (await manager('POST', '/api/attendance', sent(world.clock.now, [scan]))).body.answers[0]
  }
  test('while one of them is at a session, until it is over', async () => {
    await book(resident, TOMORROW)
    const { booking } = (await book(resident, TALK, [CHILD])).body
    world.clock.now = MONDAY_TEN + 4 * HOUR
    expect((await arrive(resident, booking.id)).verdict).toBe('in')
    const [status, why, body] = await refused(resident)
    expect([status, why, body.title, body.until]).toEqual([409, 'inside-now', '讲座', '2026-11-23T07:00:00.000Z'])
    expect(body.message).toContain('讲座')
    world.clock.now = MONDAY_TEN + 5 * HOUR
    expect((await erase(resident)).status).toBe(200)
    // Who was there stays counted.
    const { roster } = (await manager('GET', `/api/sessions/${TALK}/roster`)).body
    expect(roster).toEqual([expect.objectContaining({ name: '', came: expect.objectContaining({ means: 'scan' }) })])
  })
  test('while a station looks after somebody through them', async () => {
    const [status, why, body] = await refused(manager)
    expect([status, why, body.count]).toEqual([409, 'wards-left', 3])
    for (const { id } of (await manager('GET', '/api/wards')).body.wards) await manager('DELETE', `/api/people/${id}`)
    expect((await erase(manager)).status).toBe(200)
    expect(await rowsOf('role', 'person_id', manager.id)).toEqual([])
    // Who runs the district can still look after the station, and the hourly seed gives nobody a role who is gone.
    const district = await world.as('district')
    expect((await district('GET', `/api/sessions/${TALK}/roster`)).status).toBe(200)
    await seedPeople(world.deps)
    expect(await rowsOf('role', 'person_id', manager.id)).toEqual([])
  })
})

describe('a late upload never brings it back:', () => {
  const at = (hours: number) => MONDAY_TEN + hours * HOUR
  const upload = (scan: SomeScan) => manager('POST', '/api/attendance', sent(world.clock.now, [scan]))
  test('who was let in without signal before, is a number that was there', async () => {
    const { booking } = (await book(resident, TALK, [resident.id, CHILD])).body
    const { pass } = (await resident('GET', `/api/bookings/${booking.id}/pass`)).body
    const seen: SomeScan = { pass: shownAt(pass, at(4)), at: moment(at(4)), told: true }
    world.clock.now = at(6)
    await erase(resident)
    const [answer] = (await upload(seen)).body.answers
    expect([answer.verdict, answer.name, answer.flag]).toEqual(['in', '', undefined])
    expect(await everything()).not.toMatch(/林晓梅|小宝/)
    const { roster } = (await manager('GET', `/api/sessions/${TALK}/roster`)).body
    expect(roster.map((one: { name: string; came: object }) => [one.name, !!one.came])).toEqual([
      ['', true],
      ['', true],
    ])
    // And no strike, nor a word about one, comes of the day's end.
    world.clock.now = at(20)
    await tick(world.deps)
    expect(await rowsOf('strike', 'person_id', resident.id)).toEqual([])
    expect(await rowsOf('notice', 'person_id', resident.id)).toEqual([])
  })
  test('who was let in with a place that is given back, is flagged and has no name', async () => {
    const { booking } = (await book(resident, TALK)).body
    const { pass } = (await resident('GET', `/api/bookings/${booking.id}/pass`)).body
    const seen: SomeScan = { pass: shownAt(pass, at(4)), at: moment(at(4)), told: true }
    await erase(resident)
    world.clock.now = at(5)
    const [answer] = (await upload(seen)).body.answers
    expect([answer.verdict, answer.name, answer.flag]).toEqual(['in', '', 'cancelled'])
    expect(await rowsOf('attendance', 'person_id', resident.id)).toEqual([])
    expect(await everything()).not.toMatch(/林晓梅|小宝/)
  })
  test('what nobody came to is judged, and nobody is told', async () => {
    await book(resident, TALK)
    world.clock.now = at(6)
    await erase(resident)
    world.clock.now = at(15)
    await tick(world.deps)
    expect(await world.db.query('select 1 from session where id = $1 and judged', [TALK])).toHaveLength(1)
    expect(await world.db.query('select 1 from strike')).toEqual([])
    expect(await rowsOf('notice', 'person_id', resident.id)).toEqual([])
  })
  test.each([
    ['login', `(token_hash, person_id, created_at, expires_at) values ('x', $1, now(), now())`],
    ['calendar', `values ($1, 'x', now())`],
    ['role', `values ($1, 'station', 'hp001')`],
    ['guardianship', `(guardian_id, person_id, relation, since) values ($1, $1, 'self', now())`],
    ['message_permission', `values ($1, 'moved', 1, now())`],
    ['identity', `values ('app', 'x', 'x', null, $1, now(), now())`],
    ['phone', `values ($1, 'x', 'x', now())`],
  ])('no %s is written for who is gone, however long the answer to it took', async (table, values) => {
    await erase(resident)
    const writing = world.db.query(`insert into ${table} ${values}`, [resident.id])
    await expect(writing).rejects.toMatchObject({ constraint: 'person_erased' })
  })
  test('a phone that still has the token is told to log in, whatever it sends', async () => {
    const key = newKey()
    const wish = { session: TALK, people: [resident.id] }
    const first = await resident('POST', '/api/bookings', wish, key)
    expect(first.status).toBe(201)
    await erase(resident)
    const before = await footprint(world.db)
    expect((await resident('POST', '/api/bookings', wish, key)).status).toBe(401)
    expect((await resident('POST', '/api/people', { name: '谁', relation: 'parent' })).status).toBe(401)
    expect(await footprint(world.db)).toEqual(before)
  })
})
