import { payloadOf } from '@core/attendance/pass'
import { HOUR, moment } from '@core/base/time'
import { findViolations } from '../../runtime/invariants/find-violations'
import { newIdempotencyKey } from '../../testing/world/idempotency-key'
import { clearBookings } from '../../testing/world/reset'
import { passShownAt, scansSentAt } from '../../testing/world/scans'
import { MONDAY_TEN, MOTHER, openWorld, type Someone, type World } from '../../testing/world/world'

const [TALK, SMALL] = ['hp001.talk-2611231400', 'hp001.small-2611231600']

let world: World
let resident: Someone
let elder: Someone
let manager: Someone
beforeAll(async () => {
  world = await openWorld()
  ;[resident, elder, manager] = [await world.as('resident'), await world.as('elder'), await world.as('manager')]
})
beforeEach(() => {
  world.clock.now = MONDAY_TEN
})
afterEach(async () => {
  expect(await findViolations(world.db)).toEqual({})
  await clearBookings(world)
})
afterAll(() => world.close())

const book = async (people: string[], session = TALK, who = resident, more: object = {}) =>
  (await who('POST', '/api/bookings', { session, people, ...more }, newIdempotencyKey())).body.booking
const cardOf = async (id: string, who = resident) => who('GET', `/api/bookings/${id}/card`)
const scan = async (pass: string) =>
  (await manager('POST', '/api/attendance', scansSentAt(world.clock.now, [{ pass }]))).body.answers[0]

test('a card has full names, the session, its address, and the masked booker', async () => {
  const { id, code, startsAt, endsAt } = await book([MOTHER])
  const { status, body } = await cardOf(id)
  expect(status).toBe(200)
  expect(body.card).toEqual({
    text: expect.stringMatching(/^YK2:/),
    names: ['陈秀兰'],
    seats: 1,
    by: '林*梅',
    title: '讲座',
    startsAt,
    endsAt,
    stationName: '综合体',
    address: '香雪三路',
    phone: '020-82000001',
    code,
  })
  expect(payloadOf(body.card.text)).toMatchObject({ card: true, booking: id, seats: 1, generation: 1 })
})
test('a card names no booker when the booker has a seat in it', async () => {
  const { id } = await book([resident.id, MOTHER])
  const { card } = (await cardOf(id)).body
  expect([card.names, card.by]).toEqual([['林晓梅', '陈秀兰'], undefined])
})
test('managers of the station get the same card; others get 404, or 401 without a login', async () => {
  const { id } = await book([MOTHER])
  const { card } = (await cardOf(id)).body
  for (const who of [manager, await world.as('district')]) expect((await cardOf(id, who)).body.card).toEqual(card)
  for (const [who, of] of [
    [elder, id],
    [resident, 'hp001.0000000000000000'],
    [manager, 'hp099.0000000000000000'],
  ] as const)
    expect((await cardOf(of, who)).status).toBe(404)
  expect((await world.ask('GET', `/api/bookings/${id}/card`)).status).toBe(401)
})
test('a card omits an erased name and still counts the seat', async () => {
  const { id } = await book([resident.id, MOTHER])
  await world.db.query(`update person set name = '' where id = $1`, [MOTHER])
  expect((await cardOf(id)).body.card).toMatchObject({ names: ['林晓梅'], seats: 2 })
  expect((await cardOf(id, manager)).body.card.names).toEqual(['林晓梅'])
  await world.db.query(`update person set name = '陈秀兰' where id = $1`, [MOTHER])
})
test('a cancelled or waiting booking has no card', async () => {
  const { id } = await book([MOTHER])
  await resident('POST', `/api/bookings/${id}/cancel`)
  for (const who of [resident, manager]) expect((await cardOf(id, who)).body.refusal).toBe('cancelled')
  await book([resident.id, MOTHER], SMALL)
  const waiting = await book([elder.id], SMALL, elder, { wait: true })
  expect((await cardOf(waiting.id, elder)).body.refusal).toBe('not-offered')
})

describe('a scanned card', () => {
  test('checks in at any time of the day, and the roster shows it as a card', async () => {
    const { id } = await book([MOTHER])
    const { text } = (await cardOf(id)).body.card
    world.clock.now += 4 * HOUR
    expect(await scan(text)).toMatchObject({ verdict: 'in', name: '陈*兰', seats: 1 })
    const { body } = await manager('GET', `/api/sessions/${TALK}/roster`)
    expect(body.roster[0].came).toEqual({ at: moment(world.clock.now), means: 'card', again: 0 })
  })
  test('counts once: its copy and the pass on the booker’s phone get `already`', async () => {
    const { id } = await book([MOTHER])
    const { text } = (await cardOf(id)).body.card
    await scan(text)
    world.clock.now += HOUR
    const { pass } = (await resident('GET', `/api/bookings/${id}/pass`)).body
    for (const one of [text, passShownAt(pass, world.clock.now)]) {
      const { answers } = (
        await manager(
          'POST',
          '/api/attendance',
          scansSentAt(world.clock.now, [{ pass: one, device: 'gate-2', seq: one.length }]),
        )
      ).body
      expect(answers[0].verdict).toBe('already')
    }
    expect(await world.db.query('select 1 from attendance')).toHaveLength(1)
  })
  test('is refused once its booking is cancelled or its pass replaced', async () => {
    const { id } = await book([MOTHER])
    const { text } = (await cardOf(id)).body.card
    await world.db.query('update booking set generation = 2')
    expect((await scan(text)).refusal).toBe('replaced')
    await world.db.query('update booking set generation = 1')
    await resident('POST', `/api/bookings/${id}/cancel`)
    expect((await scan(text)).refusal).toBe('cancelled')
    expect(await world.db.query('select 1 from attendance')).toEqual([])
  })
})

test('a card read by somebody else than its booker is logged, by ids, and a refused one is not', async () => {
  const { id } = await book([MOTHER])
  world.logged.length = 0
  await cardOf(id)
  expect(world.logged).toEqual([])
  expect((await cardOf(id, elder)).status).toBe(404)
  expect(world.logged).toEqual([])
  const { headers } = await cardOf(id, manager)
  expect(world.logged).toEqual([
    { event: 'names-read', requestId: headers.get('x-request-id'), by: manager.id, what: 'card', of: id },
  ])
})
