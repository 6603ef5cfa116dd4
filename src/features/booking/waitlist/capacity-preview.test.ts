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

test('a cut proposes the last to book, and no more groups than needed', () => {
  const line = waitlistOf({ seats: [2, 1, 3, 1], capacity: 7 })
  expect(proposeUnseated(line, 7)).toEqual([])
  expect(proposeUnseated(line, 6)).toEqual([line.seated[3]?.booking])
  expect(proposeUnseated(line, 5)).toEqual([line.seated[3]?.booking, line.seated[2]?.booking])
})

test('groups that are checked in keep their places', () => {
  const line = waitlistOf({ seats: [2, 2, 2], capacity: 6 })
  const [first, second, last] = line.seated as [WaitlistEntry, WaitlistEntry, WaitlistEntry]
  const seated = [first, second, { ...last, came: true }]
  expect(proposeUnseated({ ...line, seated }, 4)).toEqual([second.booking])
})

test('the proposal always frees enough seats, and one group fewer would not', () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 20 })
  fc.assert(
    fc.property(sizes, fc.integer({ min: 0, max: 120 }), (seats, capacity) => {
      const line = waitlistOf({ seats, capacity: 120 })
      const named = proposeUnseated(line, capacity)
      expect(previewCapacity(line, capacity, named, NOW).over).toBe(0)
      if (named.length) expect(previewCapacity(line, capacity, named.slice(0, -1), NOW).over).toBeGreaterThan(0)
    }),
  )
})

test('new places go to those waiting, in order, skipping groups that do not fit', () => {
  const line = waitlistOf({ seats: [4], waits: [3, 1, 1], capacity: 4 })
  expect(namesOf(previewCapacity(line, 6, [], NOW).seats)).toEqual(['张*2', '张*3'])
  expect(namesOf(previewCapacity(line, 7, [], NOW).seats)).toEqual(['张*1'])
  expect(previewCapacity(line, 7, [], NOW).asOffers).toBe(false)
})

test('close to the start, places are offered first; before the draw, nobody is promoted', () => {
  const given = { seats: [4], waits: [1], capacity: 4, starts: NOW + 3 * HOUR }
  expect(previewCapacity(waitlistOf(given), 5, [], NOW)).toMatchObject({ asOffers: true, seats: [{ name: '张*1' }] })
  expect(previewCapacity(waitlistOf({ ...given, undrawn: true }), 5, [], NOW).seats).toEqual([])
})

test('an unseated group is not promoted into its own seats; the next that fits is', () => {
  const line = waitlistOf({ seats: [2, 3], waits: [1], capacity: 5 })
  const named = proposeUnseated(line, 3)
  expect(named).toEqual([line.seated[1]?.booking])
  expect(namesOf(previewCapacity(line, 3, named, NOW).seats)).toEqual(['张*2'])
  expect(takenSeats(line)).toBe(5)
})
