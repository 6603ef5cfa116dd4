import { DAY } from '@core/base/time'
import { MAX_STORED_REFUSALS } from '@core/contract/limits'
import { findViolations } from '../../runtime/invariants/find-violations'
import { runJobs } from '../../runtime/jobs'
import { footprint } from '../../testing/database/footprint'
import { CHILD, MONDAY_TEN, MOTHER, openWorld, type Someone, type World } from '../../testing/world/world'

const [TALK, OTHER, SMALL] = ['hp001.talk-2611231400', 'hp001.other-2611231400', 'hp001.small-2611231600']
let world: World
let resident: Someone
beforeAll(async () => {
  world = await openWorld()
  resident = await world.as('resident')
})
afterEach(async () => expect(await findViolations(world.db, world.clock.now)).toEqual({}))
afterAll(() => world.close())

const book = (key: string | undefined, session: string, people: string[], ask: World['ask'] = resident) =>
  ask('POST', '/api/bookings', { session, people }, key === undefined ? {} : { 'idempotency-key': key })

test('a booking without an idempotency key is rejected', async () => {
  const before = await footprint(world.db)
  const { status, body } = await book(undefined, TALK, [resident.id])
  expect([status, body.code]).toEqual([400, 'key-needed'])
  expect((await book('', TALK, [resident.id])).body.code).toBe('key-needed')
  expect(await footprint(world.db)).toEqual(before)
})

test.each([
  ['seven characters', 'k'.repeat(7)],
  ['129 characters', 'k'.repeat(129)],
  ['a space inside', 'key with blank'],
])('an invalid key is rejected: %s', async (_what, key) => {
  const { status, body } = await book(key, TALK, [resident.id])
  expect([status, body.code, body.where]).toEqual([400, 'bad-input', 'Idempotency-Key'])
})

test('a repeated key and request get the same bytes and make one booking', async () => {
  const people = [resident.id, CHILD]
  const first = await book('the-same-key', TALK, people)
  const before = await footprint(world.db)
  const again = await book('the-same-key', TALK, people)
  // The order of people makes no difference.
  const reordered = await book('the-same-key', TALK, [...people].reverse())
  expect([first.status, again.status, reordered.status]).toEqual([201, 201, 201])
  expect([again.text, reordered.text]).toEqual([first.text, first.text])
  expect(await footprint(world.db)).toEqual(before)
})

test('a refusal is stored too, and replayed when booking has become possible', async () => {
  const first = await book('refused-key', OTHER, [CHILD])
  expect([first.status, first.body.refusal]).toEqual([409, 'overlap'])
  const { bookings } = (await resident('GET', '/api/bookings')).body
  expect((await resident('POST', `/api/bookings/${bookings[0].id}/cancel`)).status).toBe(200)
  const again = await book('refused-key', OTHER, [CHILD])
  expect([again.status, again.text]).toEqual([first.status, first.text])
})

test.each([
  ['another session', SMALL, ['00000000-0000-4000-8000-000000000001', CHILD]],
  ['other people', TALK, [CHILD]],
  ['more people', TALK, ['00000000-0000-4000-8000-000000000001', CHILD, MOTHER]],
])('a key reused with %s is rejected', async (_what, session, people) => {
  const before = await footprint(world.db)
  const { status, body } = await book('the-same-key', session, people)
  expect([status, body.code]).toEqual([422, 'key-reused'])
  expect(await footprint(world.db)).toEqual(before)
})

test('a key belongs to one person: somebody else can use the same one', async () => {
  const elder = await world.as('elder')
  const { status, body } = await book('the-same-key', TALK, [elder.id], elder)
  expect([status, body.booking.people]).toEqual([201, [{ id: elder.id, name: '陈伯安', came: false }]])
})

test('eight simultaneous requests with one key have one effect and one answer', async () => {
  const before = await footprint(world.db)
  const answers = await Promise.all(Array.from({ length: 8 }, () => book('eight-at-once', SMALL, [resident.id])))
  expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1)
  expect(answers[0]?.status).toBe(201)
  const after = await footprint(world.db)
  expect([after.booking, after.taken]).toEqual([Number(before.booking) + 1, Number(before.taken) + 1])
})

test('a 404 is not stored: its key can be used again', async () => {
  expect((await book('not-found-key', 'hp001.later-2611231400', [resident.id])).status).toBe(404)
  expect((await book('not-found-key', SMALL, [MOTHER])).status).toBe(201)
})

test('refusals are kept up to a number for each person, the newest ones, and never push out a booking', async () => {
  const elder = await world.as('elder')
  const refused = async (nth: number) => (await book(`refused-${nth}`, SMALL, [CHILD, MOTHER, resident.id])).status
  const own = (await book('kept-booking', 'hp001.talk-2611251400', [resident.id])).text
  await book('the-elders', TALK, [elder.id], elder)
  const stored = async () =>
    (
      await world.db.query<{ key: string }>(`select key from idempotency where person_id = $1 and status = 409`, [
        resident.id,
      ])
    ).length
  for (let nth = 0; nth < MAX_STORED_REFUSALS + 10; nth++) {
    expect(await refused(nth)).toBe(409)
  }
  expect(await stored()).toBe(MAX_STORED_REFUSALS)
  expect((await book('kept-booking', 'hp001.talk-2611251400', [resident.id])).text).toBe(own)
})

test('a key is deleted after seven days, not before', async () => {
  const storedKeys = async () => (await footprint(world.db)).idempotency
  const before = await storedKeys()
  world.clock.now = MONDAY_TEN + 7 * DAY
  await runJobs(world.deps)
  expect(await storedKeys()).toBe(before)
  world.clock.now += 1
  await runJobs(world.deps)
  expect(await storedKeys()).toBe(0)
})
