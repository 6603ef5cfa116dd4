import { checkPass } from '@core/attendance/pass'
import { instant } from '@core/base/time'
import { createPassKeys } from '../../attendance/pass/keys'
import { findViolations } from '../../runtime/invariants/find-violations'
import { newIdempotencyKey } from '../../testing/world/idempotency-key'
import { clearBookings } from '../../testing/world/reset'
import { passShownAt, scansSentAt } from '../../testing/world/scans'
import { MONDAY_TEN, openWorld, type Someone, type World } from '../../testing/world/world'
import { crypto } from '../../util/crypto'

const TALK = 'hp001.talk-2611231400'
let world: World
let resident: Someone
let id: string
beforeAll(async () => {
  world = await openWorld()
  resident = await world.as('resident')
})
beforeEach(async () => {
  world.clock.now = MONDAY_TEN
  const { body } = await resident(
    'POST',
    '/api/bookings',
    { session: TALK, people: [resident.id] },
    newIdempotencyKey(),
  )
  id = body.booking.id
})
afterEach(async () => {
  expect(await findViolations(world.db)).toEqual({})
  await clearBookings(world)
})
afterAll(() => world.close())

const cancel = (ask: World['ask'] = resident, booking = id) => ask('POST', `/api/bookings/${booking}/cancel`)
const left = async () => (await world.ask('GET', `/api/sessions/${TALK}`)).body.session.left

describe('cancelling', () => {
  test('frees the seat and the person’s time', async () => {
    expect(await left()).toBe(9)
    const { status, body } = await cancel()
    expect([status, body.booking.status, body.booking.id]).toEqual([200, 'cancelled', id])
    expect(await left()).toBe(10)
    const again = await resident('POST', '/api/bookings', { session: TALK, people: [resident.id] }, newIdempotencyKey())
    expect(again.status).toBe(201)
    expect((await resident('GET', '/api/bookings')).body.bookings).toHaveLength(2)
  })
  test('works until the deadline, inclusive; later it is refused with the station’s phone number', async () => {
    world.clock.now = instant('2026-11-23T04:00:00.001Z')
    const late = await cancel()
    expect([late.status, late.body.refusal, late.body.phone]).toEqual([409, 'too-late-to-cancel', '020-82000001'])
    expect(await left()).toBe(9)
    world.clock.now = instant('2026-11-23T04:00:00.000Z')
    expect((await cancel()).status).toBe(200)
  })
  test('a second time is refused and frees no further seat', async () => {
    await cancel()
    const again = await cancel()
    expect([again.status, again.body.refusal]).toEqual([409, 'cancelled'])
    expect(await left()).toBe(10)
  })
  test('is refused after somebody has checked in', async () => {
    const manager = await world.as('manager')
    await manager('POST', '/api/attendance', scansSentAt(MONDAY_TEN, [{ pass: id }]))
    const came = await cancel()
    expect([came.status, came.body.refusal]).toEqual([409, 'came-already'])
    expect((await resident('GET', '/api/bookings')).body.bookings[0].people[0].came).toBe(true)
  })
  test('somebody else’s booking answers 404, like an unknown id', async () => {
    const elder = await world.as('elder')
    const plain = ({ status, body }: { status: number; body: object }) => ({ status, body: { ...body, requestId: '' } })
    const missing = plain(await cancel(elder, 'hp001.0000000000000000'))
    expect(plain(await cancel(elder))).toEqual(missing)
    expect(plain(await elder('GET', `/api/bookings/${id}/pass`))).toEqual(missing)
    expect(missing.status).toBe(404)
    expect(await left()).toBe(9)
  })
})

describe('a pass', () => {
  const passOf = async () => resident('GET', `/api/bookings/${id}/pass`)
  test('contains the booking, signed with our key', async () => {
    const { status, body } = await passOf()
    const [booking] = (await resident('GET', '/api/bookings')).body.bookings
    expect([status, body.pass.booking, body.pass.code]).toEqual([200, id, booking.code])
    const keyOf = await createPassKeys(world.deps).finder()
    const { now } = world.clock
    const payload = {
      key: 1,
      card: false,
      booking: id,
      startsAt: instant(booking.startsAt),
      minutes: 60,
      seats: 1,
      generation: 1,
    }
    expect(checkPass(passShownAt(body.pass, now), keyOf, now, crypto)).toEqual({ ok: true, payload })
  })
  test('is identical on every request', async () => {
    expect((await passOf()).body).toEqual((await passOf()).body)
  })
  test('is refused for a cancelled booking', async () => {
    await cancel()
    const { status, body } = await passOf()
    expect([status, body.refusal]).toEqual([409, 'cancelled'])
  })
  test('is signed with one key when several processes create keys at once', async () => {
    await world.db.query('truncate pass_key')
    const all = await Promise.all(
      Array.from({ length: 4 }, () => createPassKeys(world.deps)).map((keys) => keys.current()),
    )
    const message = Uint8Array.of(1, 2, 3)
    expect(new Set(all.map(({ sign }) => String(sign(message)))).size).toBe(1)
  })
})
