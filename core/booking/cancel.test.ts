import { instant, MINUTE } from '../base/time'
import { type Booking, cancelUntil, mayCancel, mayMove } from './booking'

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

describe('cancelling', () => {
  const last = instant(booking.cancelUntil)
  test('is permitted up to and including the deadline', () => {
    expect(cancelUntil({ cancelMinutes: 120 }, START)).toBe(last)
    expect(cancelUntil({ cancelMinutes: 0 }, START)).toBe(instant(START))
    expect(mayCancel(booking, last).ok).toBe(true)
  })
  test('is permitted for as long as somebody seated late may leave freely, and never after the start', () => {
    const until = (leaveUntil: number | null) => cancelUntil({ cancelMinutes: 120 }, START, leaveUntil)
    expect([until(null), until(last - 1), until(last)]).toEqual([last, last, last])
    expect(until(last + 1)).toBe(last + 1)
    expect([until(instant(START) - 1), until(instant(START)), until(instant(START) + 1)]).toEqual([
      instant(START) - 1,
      instant(START),
      instant(START),
    ])
  })
  test('is refused after it, with the phone number of the station', () => {
    expect(mayCancel(booking, last + 1)).toEqual({
      ok: false,
      why: { refusal: 'too-late-to-cancel', phone: '020-82000001' },
    })
  })
  test('is refused the second time', () => {
    expect(mayCancel({ ...booking, status: 'cancelled' }, last + MINUTE)).toEqual({
      ok: false,
      why: { refusal: 'cancelled' },
    })
  })
  test('is refused when one of the group has come', () => {
    const people = [...booking.people, { id: 'b', name: '小宝', came: true }]
    expect(mayCancel({ ...booking, people }, last + MINUTE)).toEqual({ ok: false, why: { refusal: 'came-already' } })
  })
  test('is permitted with `late` until the start', () => {
    expect(mayCancel(booking, last + 1, true).ok).toBe(true)
    expect(mayCancel(booking, instant(START), true)).toEqual({ ok: false, why: { refusal: 'started' } })
  })
  test.each([
    ['a waiting booking', { status: 'waiting' }],
    ['an offer', { status: 'offered' }],
    ['a moved booking without an answer', { askedFrom: '2026-11-22T06:00:00.000Z' }],
  ] as const)('has no deadline for %s', (_who, more) => {
    expect(mayCancel({ ...booking, ...more }, last + 1).ok).toBe(true)
  })
  test('is permitted from every other status, and only these transitions exist', () => {
    const all = ['waiting', 'offered', 'booked', 'cancelled'] as const
    const moves = all.flatMap((from) => all.filter((to) => mayMove(from, to)).map((to) => `${from} → ${to}`))
    expect(moves).toEqual([
      'waiting → offered',
      'waiting → booked',
      'waiting → cancelled',
      'offered → waiting',
      'offered → booked',
      'offered → cancelled',
      'booked → waiting',
      'booked → cancelled',
    ])
  })
})
