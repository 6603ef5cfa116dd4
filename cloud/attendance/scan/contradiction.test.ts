import { instant, MINUTE, moment } from '@core/base/time'
import { findViolations } from '../../runtime/invariants/find-violations'
import { footprint } from '../../testing/database/footprint'
import { newIdempotencyKey } from '../../testing/world/idempotency-key'
import { resetDistrict } from '../../testing/world/reset'
import { type ScanInput, scansSentAt } from '../../testing/world/scans'
import { openWorld, type Someone, type World } from '../../testing/world/world'

const TALK = 'hp001.talk-2611231400'
const SMALL = 'hp001.small-2611231600'
const START = instant('2026-11-23T06:00:00.000Z')
const REFUSED = { verdict: 'refused', refusal: 'scan-number-used' }
let world: World
let manager: Someone
let booking: { id: string; code: string }
let other: { id: string }
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())
const book = async (who: Someone) =>
  (await who('POST', '/api/bookings', { session: TALK, people: [who.id] }, newIdempotencyKey())).body.booking
beforeEach(async () => {
  await resetDistrict(world)
  manager = await world.as('manager')
  booking = await book(await world.as('resident'))
  other = await book(await world.as('elder'))
  world.clock.now = START + MINUTE
})
afterEach(async () => {
  expect(await findViolations(world.db, world.clock.now)).toEqual({})
})
const send = async (...scans: ScanInput[]) =>
  (await manager('POST', '/api/attendance', scansSentAt(START, scans))).body.answers
const arrived = (more: Partial<ScanInput> = {}): ScanInput => ({ pass: booking.id, told: true, seq: 1, ...more })
const walkedIn = (more: Partial<ScanInput> = {}): ScanInput => ({
  kind: 'walk-in',
  pass: '',
  session: SMALL,
  seats: 1,
  told: true,
  seq: 1,
  ...more,
})
const undone = (more: Partial<ScanInput> = {}): ScanInput => ({ ...arrived(), kind: 'undo', of: 7, ...more })

describe('an event with the number of an earlier one of its device is refused and changes nothing', () => {
  test.each([
    ['an arrival, then a departure', () => [arrived(), arrived({ kind: 'out' })]],
    ['an arrival, then an undo', () => [arrived(), undone()]],
    ['an undo, then an undo of another scan', () => [undone(), undone({ of: 8 })]],
    ['an arrival, then the arrival of another booking', () => [arrived(), arrived({ pass: other.id })]],
    ['an arrival, then a walk-in', () => [arrived(), walkedIn()]],
    ['a walk-in, then an arrival', () => [walkedIn(), arrived()]],
    ['a walk-in, then a walk-in of more people', () => [walkedIn(), walkedIn({ seats: 2 })]],
    ['a walk-in, then a walk-in of another session', () => [walkedIn(), walkedIn({ session: TALK })]],
    [
      'a walk-in, then an undo of a walk-in',
      () => [walkedIn(), { ...undone({ session: SMALL }), pass: '' } as ScanInput],
    ],
  ] as [string, () => [ScanInput, ScanInput]][])('%s', async (_what, make) => {
    const [first, second] = make()
    const [accepted] = await send(first)
    expect(accepted.verdict).not.toBe('refused')
    const before = await footprint(world.db)
    expect((await send(second))[0]).toMatchObject({ device: 'gate-1', seq: 1, ...REFUSED })
    expect(await footprint(world.db)).toEqual(before)
    // A repeat of the first one is still answered as before.
    expect((await send(first))[0]).toEqual(accepted)
  })
  test('within one batch, the first one stays', async () => {
    const answers = await send(arrived(), arrived({ kind: 'out' }), arrived({ seq: 2, kind: 'out' }), arrived())
    expect(answers.map(({ verdict }: { verdict: string }) => verdict)).toEqual(['in', 'refused', 'left', 'in'])
    expect(await world.db.query('select kind from scan order by seq')).toEqual([{ kind: 'in' }, { kind: 'out' }])
  })
})

test('the same number of another device is another event', async () => {
  await send(arrived())
  expect((await send(arrived({ device: 'gate-2', kind: 'out', at: moment(START) })))[0].verdict).toBe('left')
})
