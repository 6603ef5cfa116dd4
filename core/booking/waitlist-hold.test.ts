import { DAY, HOUR } from '../base/time'
import {
  arrive,
  MAX_OVERTAKEN,
  mayHold,
  promote,
  seatsForNewcomers,
  type Waitlist,
  type WaitlistGroup,
  waitingOf,
} from './waitlist'

test('a group that was unavailable while seats got free is not overtaken a fourth time', () => {
  const large: WaitlistGroup = { id: 'large', size: 4, place: 1, overtaken: MAX_OVERTAKEN, status: 'waiting' }
  const line: Waitlist = {
    capacity: 5,
    lastPlace: 2,
    held: 0,
    groups: [large, { ...large, id: 'in', size: 3, status: 'booked' }],
  }
  const back = arrive(line, { id: 'small', size: 1 }, true)
  expect(back).toMatchObject({ outcome: 'waiting', line: { held: 2 } })
  expect(arrive(line, { id: 'small', size: 1 }, false)).toMatchObject({ outcome: 'full', line: { held: 2 } })
  // No seats are held for them while they are booked elsewhere.
  expect(arrive(line, { id: 'small', size: 1 }, true, false, () => false).outcome).toBe('booked')
})

test('two hours before the start seats are held no longer', () => {
  const start = 1_000 * DAY
  expect([mayHold(start, start - 2 * HOUR - 1), mayHold(start, start - 2 * HOUR)]).toEqual([true, false])
  const patient: WaitlistGroup = { id: 'family', size: 3, place: 2, overtaken: MAX_OVERTAKEN, status: 'waiting' }
  const groups: WaitlistGroup[] = [
    { ...patient, id: 'mei', place: 1, overtaken: 0, status: 'booked' },
    patient,
    { ...patient, id: 'chen', size: 1, place: 3, overtaken: 0 },
  ]
  const held: Waitlist = { capacity: 5, lastPlace: 3, held: 2, groups }
  expect(promote(held, 'offered', () => true, true)).toEqual({ line: held, promoted: [] })
  const { line, promoted } = promote(held, 'offered', () => true, false)
  expect([promoted, line.held, seatsForNewcomers(line), waitingOf(line)]).toEqual([['chen'], 0, 1, [patient]])
  const come = arrive(line, { id: 'li', size: 1 }, false, false, () => true, false)
  expect([come.outcome, come.line.held, waitingOf(come.line)]).toEqual(['booked', 0, [patient]])
})
