import * as v from 'valibot'
import { instant, MINUTE } from '../base/time'
import { isLate } from '../catalogue/lateness'
import { Scan, skewOf } from './scan'

describe('a scan', () => {
  const scan = { kind: 'in', pass: '12345678', at: '2026-11-23T06:00:00.000Z', device: 'gate-1', seq: 0 }
  const session = 'hp001.talk-2611231400'
  const booking = 'hp001.0123456789abcdefghjkmn'
  test.each([
    ['an arrival', {}],
    ['a departure', { kind: 'out' }],
    ['an arrival already let in', { told: true }],
    ['an undo', { kind: 'undo', of: 3 }],
    ['a walk-in', { kind: 'walk-in', pass: '', seats: 1, session }],
    ['a walk-in of twenty', { kind: 'walk-in', pass: '', seats: 20, session }],
    ['a device name of one character', { device: 'g' }],
    ['a device name of 64 characters', { device: 'g'.repeat(64) }],
    ['any text a camera read', { pass: 'x'.repeat(600) }],
    ['an undone walk-in', { kind: 'undo', pass: '', of: 3, session }],
    ['a self check-in taken back', { kind: 'take-back', pass: booking, session }],
    ['the undo of taking back', { kind: 'undo', pass: booking, of: 3 }],
  ])('%s is valid', (_what, change) => expect(v.is(Scan, { ...scan, ...change })).toBe(true))
  test.each([
    ['no pass', { pass: '' }],
    ['a pass of more than 600 characters', { pass: 'A'.repeat(601) }],
    ['a moment without a zone', { at: '2026-11-23T06:00:00' }],
    ['no device', { device: '' }],
    ['a device name of more than 64 characters', { device: 'g'.repeat(65) }],
    ['a device with NUL, which PostgreSQL cannot store', { device: 'gate\u0000' }],
    ['a device with a lone surrogate', { device: 'gate\ud800' }],
    ['a device with a direction mark', { device: 'gate\u202e' }],
    ['a negative number', { seq: -1 }],
    ['a fractional number', { seq: 0.5 }],
    ['a number beyond exact integers', { seq: 2 ** 53 }],
    ['an invalid session', { session: 'hp001' }],
    ['an unknown kind', { kind: 'through' }],
    ['`of` without an undo', { of: 1 }],
    ['an undo without `of`', { kind: 'undo' }],
    ['seats without a walk-in', { seats: 2 }],
    ['a walk-in without seats', { kind: 'walk-in', pass: '', session }],
    ['a walk-in without a session', { kind: 'walk-in', pass: '', seats: 1 }],
    ['a walk-in of 0', { kind: 'walk-in', pass: '', seats: 0, session }],
    ['a walk-in of 21', { kind: 'walk-in', pass: '', seats: 21, session }],
    ['taking back a door code, which two sessions may have', { kind: 'take-back' }],
    ['taking back for which nobody was let in', { kind: 'take-back', pass: booking, told: true }],
    ['taking back with `of`', { kind: 'take-back', pass: booking, of: 1 }],
    ['taking back with seats', { kind: 'take-back', pass: booking, seats: 1 }],
    ['an unknown field', { extra: 1 }],
  ])('with %s it is invalid', (_what, change) => {
    expect(v.is(Scan, { ...scan, ...change })).toBe(false)
  })
})

const at = (seconds: number) => instant('2026-11-23T06:00:00.000Z') + seconds * 1000

test('an arrival is late after the grace period', () => {
  expect(isLate(at(15 * 60), at(0))).toBe(false)
  expect(isLate(at(15 * 60) + 1, at(0))).toBe(true)
  expect(isLate(at(0) + 5 * MINUTE + 1, at(0), 5)).toBe(true)
})

test.each([
  [0, 0],
  [1_999, 0],
  [2_000, 2_000],
  [-1_999, 0],
  [-2_000, -2_000],
  [180_400, 180_000],
  [-7_200_000, -7_200_000],
])('a clock %i ms behind has a skew of %i', (off, skew) => {
  expect(skewOf(at(0), at(0) + off)).toBe(skew)
})
