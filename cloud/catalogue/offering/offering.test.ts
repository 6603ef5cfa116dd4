import type { Offering } from '@core/catalogue/offering'
import { findViolations } from '../../runtime/invariants/find-violations'
import { footprint } from '../../testing/database/footprint'
import { newIdempotencyKey } from '../../testing/world/idempotency-key'
import { resetPlan } from '../../testing/world/reset-plan'
import { MONDAY_TEN, OFFERINGS, openWorld, type Someone, type World } from '../../testing/world/world'

const TALK = OFFERINGS[0] as Offering
const EVERY = 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU'
const talk = (day: string) => `hp001.talk-2611${day}1400`
let world: World
let manager: Someone
let resident: Someone
beforeAll(async () => {
  world = await openWorld()
  manager = await world.as('manager')
  resident = await world.as('resident')
})
beforeEach(() => resetPlan(world))
afterEach(async () => expect(await findViolations(world.db)).toEqual({}))
afterAll(() => world.close())
const save = (offering: Partial<Offering>, preview?: true, ask: World['ask'] = manager) =>
  ask('POST', '/api/stations/hp001/offerings', { offering: { ...TALK, ...offering }, ...(preview ? { preview } : {}) })
const at = (clock: string, more: Partial<Offering['templates'][number]> = {}) => ({
  rrule: EVERY,
  at: clock,
  minutes: 60,
  capacity: 10,
  ...more,
})
const book = (session: string, wait = false) =>
  resident('POST', '/api/bookings', { session, people: [resident.id], wait }, newIdempotencyKey())
const counts = ({ body }: Awaited<ReturnType<typeof save>>) => [body.added, body.removed, body.changed]
const ids = async () =>
  (await world.db.query<{ id: string }>(`select id from session where offering_id = 'hp001-talk' order by id`)).map(
    ({ id }) => id,
  )

test('the offerings of a station are listed with their templates', async () => {
  const { status, body } = await manager('GET', '/api/stations/hp001/offerings')
  expect(status).toBe(200)
  const here = OFFERINGS.filter(({ station }) => station === 'hp001')
  expect(body.offerings).toEqual(expect.arrayContaining(here))
  expect(body.offerings).toHaveLength(here.length)
})
test('saving an unchanged offering changes nothing', async () => {
  const before = await footprint(world.db)
  const answer = await save({})
  expect([answer.status, ...counts(answer), answer.body.left]).toEqual([200, 0, 0, 0, []])
  expect(await footprint(world.db)).toEqual(before)
})
test('a new capacity and title apply to sessions without bookings', async () => {
  const answer = await save({ title: '大讲座', templates: [at('14:00', { capacity: 30 })] })
  expect(counts(answer)).toEqual([0, 0, 14])
  const { body } = await world.ask('GET', `/api/sessions/${talk('24')}`)
  expect(body.session).toMatchObject({ title: '大讲座', capacity: 30, left: 30, version: 2 })
})
test('a new start time removes the old sessions and adds new ones', async () => {
  expect(counts(await save({ templates: [at('15:00')] }))).toEqual([14, 14, 0])
  expect((await ids())[0]).toBe('hp001.talk-2611231500')
  expect(await ids()).toHaveLength(14)
})
test('saving without templates removes all sessions', async () => {
  expect(counts(await save({ templates: [] }))).toEqual([0, 14, 0])
  expect(await ids()).toEqual([])
})
test('a new offering has its sessions at once', async () => {
  const answer = await save({ id: 'hp001-walk', title: '散步', openDays: 20 })
  expect([answer.status, ...counts(answer)]).toEqual([200, 20, 0, 0])
  expect((await manager('GET', '/api/stations/hp001/offerings')).body.offerings).toContainEqual(answer.body.offering)
})

describe('a session with a booking or a waitlist', () => {
  test('stays as it is, and is listed as left', async () => {
    expect((await book(talk('24'))).status).toBe(201)
    const answer = await save({ templates: [at('15:00')] })
    expect(counts(answer)).toEqual([14, 13, 0])
    expect(answer.body.left).toHaveLength(1)
    expect(answer.body.left[0]).toMatchObject({ id: talk('24'), left: 9, capacity: 10 })
    expect((await resident('GET', '/api/bookings')).body.bookings).toMatchObject([
      { session: talk('24'), status: 'booked' },
    ])
  })
  test('stays if somebody only waits', async () => {
    await world.db.query('update session set capacity = 1 where id = $1', [talk('24')])
    const elder = await world.as('elder')
    await elder('POST', '/api/bookings', { session: talk('24'), people: [elder.id] }, newIdempotencyKey())
    expect((await book(talk('24'), true)).body.booking.status).toBe('waiting')
    const { body } = await elder('GET', '/api/bookings')
    await world.db.query('update session set capacity = 2 where id = $1', [talk('24')])
    expect((await elder('POST', `/api/bookings/${body.bookings[0].id}/cancel`)).status).toBe(200)
    const answer = await save({ templates: [] })
    expect(answer.body.left.map(({ id }: { id: string }) => id)).toEqual([talk('24')])
  })
  test('is not listed as left if it matches the template', async () => {
    await book(talk('24'))
    expect((await save({ summary: '换了说明。' })).body.left).toEqual([])
  })
  test('follows the templates after the cancellation, and the cancelled booking stays listed', async () => {
    const { body } = await book(talk('24'))
    await resident('POST', `/api/bookings/${body.booking.id}/cancel`)
    expect(counts(await save({ templates: [at('15:00')] }))).toEqual([14, 14, 0])
    expect((await world.ask('GET', `/api/sessions/${talk('24')}`)).body.session).toMatchObject({ status: 'called-off' })
    expect((await resident('GET', '/api/bookings')).body.bookings).toHaveLength(1)
    // The template asks for it again: it is open again.
    expect(counts(await save({}))).toEqual([13, 14, 1])
    expect((await book(talk('24'))).status).toBe(201)
  })
})

test('a session that is removed and added again continues its version numbers', async () => {
  await save({ templates: [at('14:00', { capacity: 20 })] })
  await save({ templates: [] })
  expect(counts(await save({}))).toEqual([14, 0, 0])
  expect((await book(talk('24'))).body.booking).toMatchObject({ status: 'booked', version: 4 })
})
test('a called-off session stays called off, and one that has begun stays as it is', async () => {
  await manager('POST', `/api/sessions/${talk('24')}/call-off`, { reason: '停电' })
  world.clock.now = MONDAY_TEN + 4.5 * 3_600_000
  expect(counts(await save({ templates: [at('15:00')] }))).toEqual([14, 12, 0])
  expect((await world.ask('GET', `/api/sessions/${talk('24')}`)).body.session).toMatchObject({ reason: '停电' })
  expect(await ids()).toContain(talk('23'))
})
test('a draw is added with its commitment, and removed', async () => {
  expect(counts(await save({ drawMinutes: 2880 }))).toEqual([0, 0, 12])
  const drawOf = () => world.db.query('select draw_at, draw_seed, draw_hash from session where id = $1', [talk('30')])
  const before = await drawOf()
  expect(before[0]?.draw_seed).toMatch(/^[0-9a-f]{64}$/)
  // Another draw time keeps the seed, so the published commitment still holds.
  await save({ drawMinutes: 1440 })
  expect((await drawOf())[0]).toMatchObject({ draw_seed: before[0]?.draw_seed, draw_hash: before[0]?.draw_hash })
  expect((await drawOf())[0]?.draw_at).not.toBe(before[0]?.draw_at)
  await save({})
  expect(await drawOf()).toEqual([{ draw_at: null, draw_seed: null, draw_hash: null }])
})

test('a preview answers the same, and changes nothing', async () => {
  await book(talk('24'))
  const all = () => world.db.query('select * from session order by id')
  const before = [await footprint(world.db), await all(), await world.db.query('select * from offering order by id')]
  for (const change of [{ templates: [at('15:00')] }, { id: 'hp001-walk' }]) {
    const foreseen = await save(change, true)
    expect(foreseen.status).toBe(200)
    expect([
      await footprint(world.db),
      await all(),
      await world.db.query('select * from offering order by id'),
    ]).toEqual(before)
  }
  const foreseen = await save({ templates: [at('15:00')] }, true)
  expect((await save({ templates: [at('15:00')] })).body).toEqual(foreseen.body)
})

describe('saving is refused', () => {
  test.each([
    [{ templates: [at('14:00', { rrule: 'FREQ=HOURLY' })] }, 'templates.0.rrule'],
    [{ templates: [at('14:00'), at('07:30')] }, 'templates.1.at'],
    [{ templates: [at('14:00', { minutes: 900 })] }, 'templates.0.minutes'],
    [{ templates: [at('14:00', { slots: 11 })] }, 'templates.0.slots'],
    [{ templates: [at('14:00', { rrule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO' })] }, 'templates.0.start'],
    [{ openDays: 2, drawMinutes: 2880 }, 'drawMinutes'],
  ])('for %j as bad-template, with the offending field', async (change, where) => {
    const before = await footprint(world.db)
    const { status, body } = await save(change)
    expect([status, body.refusal, body.where]).toEqual([409, 'bad-template', where])
    expect(body.message).not.toContain(where)
    expect(body.message).not.toMatch(/[A-Za-z]/)
    expect(await footprint(world.db)).toEqual(before)
  })
  test('more sessions than a process plans at once, in words', async () => {
    const before = await footprint(world.db)
    const many = ['08:00', '12:00', '16:00'].map((clock) => at(clock, { minutes: 5, slots: 48 }))
    for (const preview of [true, undefined] as const) {
      const { status, body } = await save({ openDays: 60, templates: many }, preview)
      expect([status, body]).toMatchObject([409, { refusal: 'too-many-sessions', most: 3_000, days: 60 }])
      expect(body.message).toMatch(/60 .*3000/)
    }
    expect(await footprint(world.db)).toEqual(before)
    expect(counts(await save({ openDays: 20, templates: many }, true))).toEqual([20 * 144 - 14, 0, 14])
  })
  test.each([
    [{ station: 'hp099' }, 'offering.station'],
    [{ id: 'hp099-talk' }, 'offering.id'],
    [{ templates: [at('14:00', { capacity: 0 })] }, 'offering.templates.0.capacity'],
  ])('for %j as bad-input, with the offending field', async (change, where) => {
    const { status, body } = await save(change)
    expect([status, body.code, body.where]).toEqual([400, 'bad-input', where])
  })
  test('with 404 for people without a role at the station', async () => {
    for (const [ask, id] of [
      [resident, 'hp001'],
      [manager, 'hp099'],
      [manager, 'hp404'],
    ] as const) {
      const offering = { ...TALK, station: id, id: `${id}-talk` }
      expect((await ask('GET', `/api/stations/${id}/offerings`)).body).toMatchObject({ code: 'not-found' })
      expect((await ask('POST', `/api/stations/${id}/offerings`, { offering })).body).toMatchObject({
        code: 'not-found',
      })
    }
    const district = await world.as('district')
    expect((await district('GET', '/api/stations/hp099/offerings')).status).toBe(200)
  })
})
