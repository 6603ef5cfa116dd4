import { MAX_STORED_REFUSALS } from '@core/contract/limits'
import { findViolations } from '../../runtime/invariants/find-violations'
import { newIdempotencyKey } from '../../testing/world/idempotency-key'
import { resetDistrict } from '../../testing/world/reset'
import { giveRole, staff } from '../../testing/world/roles'
import { CHILD, MOTHER, openWorld, type Someone, type World } from '../../testing/world/world'
import { type AnswerToStore, storeAnswers } from './idempotency'

const [TALK, SMALL] = ['hp001.talk-2611231400', 'hp001.small-2611231600']
let world: World
beforeAll(async () => {
  world = await openWorld()
})
beforeEach(() => resetDistrict(world))
afterEach(async () => expect(await findViolations(world.db, world.clock.now)).toEqual({}))
afterAll(() => world.close())

test('bookings that came in together: notices and roster are in the order of arrival', async () => {
  const [manager, worker] = [await world.as('manager'), await world.as('resident')]
  await giveRole(manager, worker, staff)
  await world.db.query('update session set capacity = 40 where id = $1', [TALK])
  const asked: { who: Someone; ward: string }[] = []
  for (let nth = 0; nth < 24; nth++) {
    const who = nth % 2 === 0 ? manager : worker
    const { body } = await who('POST', '/api/people', { name: `老人${nth}`, relation: 'ward' })
    asked.push({ who, ward: body.person.id })
  }
  await Promise.all(
    asked.map(({ who, ward }) => who('POST', '/api/bookings', { session: TALK, people: [ward] }, newIdempotencyKey())),
  )
  const bookings = await world.db.query<{ id: string; person: string }>(
    `select b.id, seat.person_id as person from booking b join seat on seat.booking_id = b.id order by b.place`,
  )
  expect(bookings.map(({ person }) => person)).toEqual(asked.map(({ ward }) => ward))
  for (const one of [manager, worker]) {
    const notices = await world.db.query<{ id: string }>(
      'select booking_id as id from notice n where person_id = $1 order by n.id',
      [one.id],
    )
    const own = bookings.filter(({ person }) => asked.some(({ who, ward }) => who === one && ward === person))
    expect(notices.map(({ id }) => id)).toEqual(own.map(({ id }) => id))
  }
  const { roster } = (await manager('GET', `/api/sessions/${TALK}/roster`)).body
  expect(roster.map(({ booking }: { booking: string }) => booking)).toEqual(bookings.map(({ id }) => id))
})

test('of refusals stored at the same moment the first ones are dropped', async () => {
  const resident = await world.as('resident')
  const refusal = (nth: number): AnswerToStore => ({
    ...{ booker: resident.id, people: [resident.id], now: world.clock.now, fingerprint: 'f', status: 409 },
    // The order of keys is not that of time.
    key: `key-${(nth * 7919) % 1000}-${nth}`,
    answer: '{"refusal":"full"}',
  })
  const all = Array.from({ length: MAX_STORED_REFUSALS + 20 }, (_, nth) => refusal(nth))
  for (const one of all) await storeAnswers(world.db, [one])
  const kept = await world.db.query<{ key: string }>('select key from idempotency order by seq')
  expect(kept.map(({ key }) => key)).toEqual(all.slice(20).map(({ key }) => key))
})

test('a refusal that is judged anew becomes the newest one', async () => {
  const resident = await world.as('resident')
  const refuse = (key: string) =>
    resident(
      'POST',
      '/api/bookings',
      { session: SMALL, people: [resident.id, CHILD, MOTHER] },
      { 'idempotency-key': key },
    )
  for (const key of ['key-the-first', 'key-the-second']) expect((await refuse(key)).body.refusal).toBe('too-many')
  world.clock.now += 3_600_000
  await refuse('key-the-first')
  expect(await world.db.query('select key from idempotency order by seq')).toEqual([
    { key: 'key-the-second' },
    { key: 'key-the-first' },
  ])
})
