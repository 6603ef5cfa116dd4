import { DAY, MINUTE, moment } from '@core/base/time'
import { REQUEST_LIFE } from '@core/contract/retry'
import { findViolations } from '../../runtime/invariants/find-violations'
import { footprint } from '../../testing/database/footprint'
import { newIdempotencyKey } from '../../testing/world/idempotency-key'
import { resetDistrict } from '../../testing/world/reset'
import { CHILD, MONDAY_TEN, MOTHER, openWorld, type Someone, type World } from '../../testing/world/world'

const SMALL = 'hp001.small-2611231600'
const KEY = 'key-of-the-request'
let world: World
let resident: Someone
let elder: Someone
/** The booking that fills the session. */
let filling: string
beforeAll(async () => {
  world = await openWorld()
})
beforeEach(async () => {
  await resetDistrict(world)
  resident = await world.as('resident')
  elder = await world.as('elder')
  await world.db.query('update session set capacity = 1 where id = $1', [SMALL])
  const { body } = await elder('POST', '/api/bookings', { session: SMALL, people: [elder.id] }, newIdempotencyKey())
  filling = body.booking.id
})
afterEach(async () => expect(await findViolations(world.db, world.clock.now)).toEqual({}))
afterAll(() => world.close())

const book = (people = [resident.id], session = SMALL) =>
  resident('POST', '/api/bookings', { session, people }, { 'idempotency-key': KEY })
const empty = () => elder('POST', `/api/bookings/${filling}/cancel`)
const bytesOf = ({ status, text }: { status: number; text: string }) => `${status} ${text}`

describe('a refusal', () => {
  test('is repeated for ten minutes and then judged anew, beside seats that are free', async () => {
    const first = await book()
    expect(first.body).toMatchObject({ refusal: 'full' })
    await empty()
    world.clock.now = MONDAY_TEN + 10 * MINUTE - 1
    expect(bytesOf(await book())).toBe(bytesOf(first))
    world.clock.now = MONDAY_TEN + 10 * MINUTE
    const again = await book()
    expect([again.status, again.body.booking?.status]).toEqual([201, 'booked'])
    expect(bytesOf(await book())).toBe(bytesOf(again))
  })
  test('that is judged anew and stays a refusal is a new one, repeated for as long', async () => {
    const first = await book()
    world.clock.now += REQUEST_LIFE
    const again = await book()
    expect(again.body).toMatchObject({ refusal: 'full' })
    expect(again.body.requestId).not.toBe(first.body.requestId)
    await empty()
    world.clock.now += REQUEST_LIFE - 1
    expect(bytesOf(await book())).toBe(bytesOf(again))
    world.clock.now += 1
    expect((await book()).status).toBe(201)
  })
  test('by the rules alone, without the database, is judged anew too', async () => {
    await world.db.query(`update offering set about = jsonb_set(about, '{people}', '1') where id = 'hp001-talk'`)
    const talk = () => book([resident.id, CHILD], 'hp001.talk-2611231400')
    const first = await talk()
    expect(first.body).toMatchObject({ refusal: 'too-many' })
    await world.db.query(`update offering set about = jsonb_set(about, '{people}', '4') where id = 'hp001-talk'`)
    // The session has room, so nothing is looked up before the insert meets the old record.
    expect(bytesOf(await talk())).toBe(bytesOf(first))
    world.clock.now += REQUEST_LIFE
    expect((await talk()).status).toBe(201)
  })
  test('from a clock that was set back is judged anew as well', async () => {
    const first = await book()
    await empty()
    world.clock.now -= REQUEST_LIFE - 1
    expect(bytesOf(await book())).toBe(bytesOf(first))
    world.clock.now -= 1
    expect((await book()).status).toBe(201)
  })
  test('gives no answer about somebody who has left the household meanwhile', async () => {
    const first = await book([MOTHER])
    expect(first.body).toMatchObject({ refusal: 'full' })
    expect((await resident('DELETE', `/api/people/${MOTHER}`)).status).toBe(200)
    expect(bytesOf(await book([MOTHER]))).toBe(bytesOf(first))
    world.clock.now += REQUEST_LIFE
    expect((await book([MOTHER])).status).toBe(404)
  })
  test('keeps its key from another request, whenever that comes', async () => {
    await book()
    await empty()
    const before = await footprint(world.db)
    for (const later of [0, REQUEST_LIFE, DAY]) {
      world.clock.now = MONDAY_TEN + later
      expect((await book([CHILD])).body.code).toBe('key-reused')
      expect((await book([resident.id], 'hp001.talk-2611251400')).body.code).toBe('key-reused')
    }
    expect(await footprint(world.db)).toEqual(before)
  })
  test('is judged anew once for eight retries at the same moment', async () => {
    await book()
    world.clock.now += REQUEST_LIFE
    const full = await Promise.all(Array.from({ length: 8 }, () => book()))
    expect(new Set(full.map(bytesOf)).size).toBe(1)
    expect(full[0]?.body).toMatchObject({ refusal: 'full' })
    await empty()
    world.clock.now += REQUEST_LIFE
    const made = await Promise.all(Array.from({ length: 8 }, () => book()))
    expect(new Set(made.map(bytesOf)).size).toBe(1)
    expect(made[0]?.status).toBe(201)
  })
})

test('what was made gets the same bytes as long as its record is kept, whatever became of it', async () => {
  await empty()
  const first = await book()
  expect(first.status).toBe(201)
  expect((await resident('POST', `/api/bookings/${first.body.booking.id}/cancel`)).status).toBe(200)
  for (const later of [0, REQUEST_LIFE, 6 * DAY]) {
    world.clock.now = MONDAY_TEN + later
    expect(bytesOf(await book())).toBe(bytesOf(first))
  }
})

test('the database follows the figure, and a process that knows none keeps refusals', async () => {
  await book()
  const isOver = async (life: number | null, later: number) => {
    const [row] = await world.db.query<{ is: boolean }>(
      'select refusal_over(k, k.fingerprint, $1, $2) as is from idempotency k where key = $3',
      [moment(MONDAY_TEN + later), life, KEY],
    )
    return row?.is
  }
  expect([await isOver(MINUTE, MINUTE - 1), await isOver(MINUTE, MINUTE)]).toEqual([false, true])
  expect([await isOver(null, DAY), await isOver(DAY, REQUEST_LIFE)]).toEqual([false, false])
})
