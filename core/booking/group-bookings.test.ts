import { instant } from '../base/time'
import { type Booking, groupBookings } from './booking'

/** Monday 23 November 2026, 14:00 to 15:00 in China. */
const START = '2026-11-23T06:00:00.000Z'
const booking: Booking = {
  id: 'hp001.0123456789abcdef',
  status: 'booked',
  session: 'hp001.talk-2611231400',
  title: '讲座',
  stationName: '综合体',
  phone: '020-82000001',
  startsAt: START,
  endsAt: '2026-11-23T07:00:00.000Z',
  cancelUntil: '2026-11-23T04:00:00.000Z',
  people: [{ id: 'a', name: '林晓梅', came: false }],
  code: '12345678',
  bookedAt: '2026-11-20T00:00:00.000Z',
  version: 1,
}

describe('groupBookings', () => {
  const on = (id: string, day: string, more: Partial<Booking> = {}): Booking => ({
    ...booking,
    id,
    startsAt: `${day}T06:00:00.000Z`,
    endsAt: `${day}T07:00:00.000Z`,
    ...more,
  })
  const idsOf = (all: Booking[], now: string) =>
    Object.fromEntries(
      Object.entries(groupBookings(all, instant(now))).map(([name, some]) => [name, some.map(({ id }) => id)]),
    )

  test('puts upcoming bookings first, then past ones, newest first', () => {
    const all = [
      on('later', '2026-11-25'),
      on('gone', '2026-11-20'),
      on('b', '2026-11-23'),
      on('a', '2026-11-23'),
      on('cancelled', '2026-11-26', { status: 'cancelled' }),
      on('long gone', '2026-11-01'),
    ]
    // A session that is on counts as upcoming until its end.
    expect(idsOf(all, '2026-11-23T06:59:59.999Z')).toMatchObject({
      next: ['a', 'b', 'later'],
      past: ['cancelled', 'gone', 'long gone'],
    })
    expect(idsOf(all, '2026-11-23T07:00:00.000Z')).toMatchObject({
      next: ['later'],
      past: ['cancelled', 'b', 'a', 'gone', 'long gone'],
    })
  })

  test('puts bookings that need an answer first, by deadline, and waiting ones in their own group', () => {
    const all = [
      on('moved', '2026-11-25', { askedFrom: START }),
      on('late offer', '2026-11-24', { status: 'offered', offerUntil: '2026-11-23T05:00:00.000Z' }),
      on('offer', '2026-11-24', { status: 'offered', offerUntil: '2026-11-23T04:00:00.000Z' }),
      on('waits', '2026-11-24', { status: 'waiting' }),
      on('booked', '2026-11-24'),
    ]
    const groups = { asked: ['offer', 'late offer', 'moved'], next: ['booked'], waiting: ['waits'], past: [] }
    expect(idsOf(all, '2026-11-23T03:59:59.999Z')).toEqual(groups)
    // An expired offer needs no answer, nor does a session that has started.
    expect(idsOf(all, '2026-11-23T04:00:00.000Z')).toMatchObject({ asked: ['late offer', 'moved'], past: ['offer'] })
    expect(idsOf(all, '2026-11-24T06:00:00.000Z')).toEqual({
      asked: ['moved'],
      next: ['booked'],
      waiting: [],
      past: ['waits', 'offer', 'late offer'],
    })
    expect(idsOf(all, '2026-11-25T06:30:00.000Z')).toMatchObject({ asked: [], next: ['moved'] })
  })
})
