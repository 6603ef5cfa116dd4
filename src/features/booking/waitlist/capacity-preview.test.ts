import { DAY, HOUR, type Instant, moment } from '@core/base/time'
import type { WaitlistEntry } from '@core/contract/endpoints/booking/waitlist'
import fc from 'fast-check'
import { previewCapacity, proposeUnseated, takenSeats } from './capacity-preview'
import type { SessionWaitlist } from './store'

const NOW = 1_800_000_000_000
const entry = (at: number, size: number, status: WaitlistEntry['status'], overtaken = 0): WaitlistEntry => ({
  booking: `hp001.${String(at).padStart(22, '0')}`,
  status,
  name: `张*${at}`,
  size,
  since: moment(NOW - DAY + at),
  overtaken,
})
type Given = { seats: number[]; waits?: number[]; capacity: number; starts?: Instant; undrawn?: boolean }
const waitlistOf = ({ seats, waits = [], capacity, starts = NOW + 3 * DAY, undrawn }: Given): SessionWaitlist => ({
  session: {
    id: 'hp001.talk-2611231400',
    station: 'hp001',
    offering: 'hp001-talk',
    kind: 'activity',
    title: '讲座',
    startsAt: moment(starts),
    endsAt: moment(starts + HOUR),
    capacity,
    taken: seats.reduce((sum, size) => sum + size, 0),
    left: 0,
    waiting: waits.length,
    status: 'open',
    version: 7,
    ...(undrawn ? { draw: { at: moment(starts - HOUR), done: false } } : {}),
  },
  seated: seats.map((size, at) => entry(at, size, 'booked')),
  waiting: waits.map((size, at) => entry(seats.length + at, size, 'waiting')),
})
const namesOf = (entries: readonly WaitlistEntry[]) => entries.map(({ name }) => name)

test('a smaller capacity proposes the last to book, and no more groups than needed', () => {
  const waitlist = waitlistOf({ seats: [2, 1, 3, 1], capacity: 7 })
  expect(proposeUnseated(waitlist, 7)).toEqual([])
  expect(proposeUnseated(waitlist, 6)).toEqual([waitlist.seated[3]?.booking])
  expect(proposeUnseated(waitlist, 5)).toEqual([waitlist.seated[3]?.booking, waitlist.seated[2]?.booking])
})

test('groups that are checked in keep their seats', () => {
  const waitlist = waitlistOf({ seats: [2, 2, 2], capacity: 6 })
  const [first, second, last] = waitlist.seated as [WaitlistEntry, WaitlistEntry, WaitlistEntry]
  const seated = [first, second, { ...last, came: true }]
  expect(proposeUnseated({ ...waitlist, seated }, 4)).toEqual([second.booking])
})

test('the proposal always frees enough seats, and one group fewer would not', () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 20 })
  fc.assert(
    fc.property(sizes, fc.integer({ min: 0, max: 120 }), (seats, capacity) => {
      const waitlist = waitlistOf({ seats, capacity: 120 })
      const unseated = proposeUnseated(waitlist, capacity)
      expect(previewCapacity(waitlist, capacity, unseated, NOW).over).toBe(0)
      if (unseated.length)
        expect(previewCapacity(waitlist, capacity, unseated.slice(0, -1), NOW).over).toBeGreaterThan(0)
    }),
  )
})

test('new seats go to waiting groups in order, skipping those that do not fit', () => {
  const waitlist = waitlistOf({ seats: [4], waits: [3, 1, 1], capacity: 4 })
  expect(namesOf(previewCapacity(waitlist, 6, [], NOW).seats)).toEqual(['张*2', '张*3'])
  expect(namesOf(previewCapacity(waitlist, 7, [], NOW).seats)).toEqual(['张*1'])
  expect(previewCapacity(waitlist, 7, [], NOW).asOffers).toBe(false)
})

test('close to the start a new seat is an offer; before the draw nobody is promoted', () => {
  const given = { seats: [4], waits: [1], capacity: 4, starts: NOW + 3 * HOUR }
  expect(previewCapacity(waitlistOf(given), 5, [], NOW)).toMatchObject({ asOffers: true, seats: [{ name: '张*1' }] })
  expect(previewCapacity(waitlistOf({ ...given, undrawn: true }), 5, [], NOW).seats).toEqual([])
})

test('two hours before the start a new seat is not held for a large group that was overtaken often', () => {
  const seatsAt = (starts: Instant) => {
    const line = waitlistOf({ seats: [4], waits: [3, 1], capacity: 4, starts })
    const waiting = line.waiting.map((one, at) => (at === 0 ? { ...one, overtaken: 3 } : one))
    return namesOf(previewCapacity({ ...line, waiting }, 5, [], NOW).seats)
  }
  expect([seatsAt(NOW + 2 * HOUR + 1), seatsAt(NOW + 2 * HOUR)]).toEqual([[], ['张*2']])
})

test('an unseated group is not promoted into its own seats; the next that fits is', () => {
  const waitlist = waitlistOf({ seats: [2, 3], waits: [1], capacity: 5 })
  const unseated = proposeUnseated(waitlist, 3)
  expect(unseated).toEqual([waitlist.seated[1]?.booking])
  expect(namesOf(previewCapacity(waitlist, 3, unseated, NOW).seats)).toEqual(['张*2'])
  expect(takenSeats(waitlist)).toBe(5)
})
