import fc from 'fast-check'
import * as v from 'valibot'
import { instant, MINUTE } from '../base/time'
import { isLate } from '../catalogue/lateness'
import { meansOf, mergeScans, minutesThere, Scan, type ScanEvent, skewOf, UNDO_WINDOW } from './scan'

test.each([
  ['YK2:ABC', 'scan'],
  ['YK2:', 'scan'],
  ['12345678', 'code'],
  ['1234 5678', 'code'],
  [' 12-34 56-78 ', 'code'],
  ['00000000', 'code'],
  ['hp001.0123456789abcdef', 'hand'],
  ['1234567', null],
  ['123456789', null],
  ['１２３４５６７８', null],
  ['yk2:ABC', null],
  ['YK1:ABC', null],
  ['https://example.com/', null],
  ['hp001.talk-2611231400', null],
  ['', null],
])('%j comes in by %s', (pass, means) => {
  expect(meansOf(pass)).toBe(means)
})

describe('a scan', () => {
  const scan = { kind: 'in', pass: '12345678', at: '2026-11-23T06:00:00.000Z', device: 'gate-1', seq: 0 }
  const session = 'hp001.talk-2611231400'
  test.each([
    ['in', {}],
    ['out', { kind: 'out' }],
    ['told', { told: true }],
    ['taken back', { kind: 'undo', of: 3 }],
    ['walked in', { kind: 'walk-in', pass: '', seats: 1, session }],
    ['a walk-in of twenty', { kind: 'walk-in', pass: '', seats: 20, session }],
    ['from a device with a name of one letter', { device: 'g' }],
    ['from a device with a name of 64', { device: 'g'.repeat(64) }],
    ['whatever was held before the camera', { pass: 'x'.repeat(600) }],
    ['a walk-in taken back', { kind: 'undo', pass: '', of: 3, session }],
  ])('%s is one', (_what, change) => expect(v.is(Scan, { ...scan, ...change })).toBe(true))
  test.each([
    ['no pass', { pass: '' }],
    ["a pass of a book's length", { pass: 'A'.repeat(601) }],
    ['a moment without a zone', { at: '2026-11-23T06:00:00' }],
    ['no device', { device: '' }],
    ['a device with a name beyond 64 letters', { device: 'g'.repeat(65) }],
    ['a device with NUL, which no database keeps', { device: 'gate\u0000' }],
    ['a device with half a letter', { device: 'gate\ud800' }],
    ['a device with a direction mark', { device: 'gate\u202e' }],
    ['a number below none', { seq: -1 }],
    ['half a number', { seq: 0.5 }],
    ['a number that would be rounded', { seq: 2 ** 53 }],
    ['a session that is none', { session: 'hp001' }],
    ['a kind that is none', { kind: 'through' }],
    ['something to take back that is no undoing', { of: 1 }],
    ['an undoing of nothing', { kind: 'undo' }],
    ['seats of somebody who has booked', { seats: 2 }],
    ['a walk-in of nobody', { kind: 'walk-in', pass: '', session }],
    ['a walk-in to no session', { kind: 'walk-in', pass: '', seats: 1 }],
    ['a walk-in of none', { kind: 'walk-in', pass: '', seats: 0, session }],
    ['a walk-in of a crowd', { kind: 'walk-in', pass: '', seats: 21, session }],
    ['more than there is', { extra: 1 }],
  ])('with %s is none', (_what, change) => {
    expect(v.is(Scan, { ...scan, ...change })).toBe(false)
  })
})

const at = (seconds: number) => instant('2026-11-23T06:00:00.000Z') + seconds * 1000
const event = (kind: ScanEvent['kind'], seconds: number, device: string, seq: number, of?: number): ScanEvent => ({
  kind,
  at: at(seconds),
  device,
  seq,
  means: 'scan',
  by: 'somebody',
  ...(of === undefined ? {} : { of }),
})

describe('merged', () => {
  test('nothing is nobody', () => expect(mergeScans([])).toEqual({ again: 0 }))
  test('the earliest way in stands; another phone with the same pass is a repetition', () => {
    const merged = mergeScans([event('in', 40, 'a', 1), event('in', 20, 'b', 9)])
    expect(merged).toMatchObject({ in: { at: at(20), device: 'b', seq: 9 }, again: 1 })
  })
  test('at the same moment the device’s name decides, then its number', () => {
    expect(mergeScans([event('in', 0, 'b', 1), event('in', 0, 'a', 2)]).in?.device).toBe('a')
    expect(mergeScans([event('in', 0, 'a', 2), event('in', 0, 'a', 1)]).in?.seq).toBe(1)
  })
  test('what is taken back within seconds never was, whichever comes first; later it cannot be', () => {
    const [scan, undo] = [event('in', 0, 'a', 1), event('undo', 8, 'a', 2, 1)]
    expect(mergeScans([undo, scan])).toEqual({ again: 0 })
    expect(mergeScans([scan, event('undo', 60, 'a', 2, 1)]).in).toBeDefined()
    expect(mergeScans([scan, event('undo', 8, 'b', 2, 1)]).in).toBeDefined()
  })
  test('ten seconds to take it back, and five for a clock that was corrected between the two', () => {
    const stands = (ms: number) =>
      mergeScans([event('in', 0, 'a', 1), event('undo', ms / 1000, 'a', 2, 1)]).in !== undefined
    expect([-5_001, -5_000, 15_000, 15_001].map(stands)).toEqual([true, false, false, true])
    expect(UNDO_WINDOW).toBe(10_000)
  })
  test('a way in taken back leaves the other phone’s standing', () => {
    const merged = mergeScans([event('in', 0, 'a', 1), event('undo', 3, 'a', 2, 1), event('in', 30, 'b', 1)])
    expect(merged).toMatchObject({ in: { device: 'b' }, again: 0 })
  })
  test('out is the latest way out after the way in', () => {
    const outs = [event('out', 50, 'a', 2), event('out', 90, 'b', 1), event('out', -10, 'b', 0)]
    expect(mergeScans([event('in', 0, 'a', 1), ...outs]).out?.at).toBe(at(90))
    expect(mergeScans(outs)).toEqual({ again: 0 })
  })

  const events: fc.Arbitrary<ScanEvent> = fc.record(
    {
      kind: fc.constantFrom('in' as const, 'out' as const, 'undo' as const),
      at: fc.integer({ min: 0, max: 4 }).map((seconds) => at(seconds * 5)),
      device: fc.constantFrom('a', 'b', 'c'),
      seq: fc.integer({ min: 0, max: 3 }),
      of: fc.integer({ min: 0, max: 3 }),
      means: fc.constantFrom('scan' as const, 'hand' as const),
      by: fc.constantFrom('x', 'y'),
    },
    { requiredKeys: ['kind', 'at', 'device', 'seq', 'means', 'by'] },
  )
  const permutations = <T>(all: T[]): T[][] =>
    all.length < 2
      ? [all]
      : all.flatMap((one, nth) => permutations(all.filter((_, other) => other !== nth)).map((rest) => [one, ...rest]))
  test('in every order and with every repetition, six events come to the same, byte by byte', () => {
    fc.assert(
      fc.property(fc.array(events, { maxLength: 6 }), fc.nat(), (some, nth) => {
        const merged = JSON.stringify(mergeScans(some))
        for (const order of permutations(some)) {
          if (JSON.stringify(mergeScans(order)) !== merged) return false
          const twice = some.length ? [...order, order[nth % some.length] as ScanEvent, ...order.slice(nth % 3)] : order
          if (JSON.stringify(mergeScans(twice)) !== merged) return false
        }
        return true
      }),
      { numRuns: 60 },
    )
  })
  test('merged in parts or at once, nobody who was in is lost', () => {
    fc.assert(
      fc.property(fc.array(events, { maxLength: 6 }), fc.array(events, { maxLength: 6 }), (some, more) => {
        const ins = (all: ScanEvent[]) => all.filter(({ kind }) => kind === 'in')
        expect(mergeScans([...ins(some), ...ins(more)]).in !== undefined).toBe(ins([...some, ...more]).length > 0)
      }),
    )
  })
})

describe('minutes there', () => {
  const span = { startsAt: at(0), endsAt: at(3600) }
  test.each([
    ['from before the start to after the end', -600, 4000, 60, false],
    ['from ten past to a quarter to', 600, 2700, 35, false],
    ['without a way out, to the end and marked', 600, undefined, 50, true],
    ['after the end', 3700, 3800, 0, false],
  ])('%s', (_what, came, left, minutes, forgotten) => {
    expect(minutesThere(at(came), left === undefined ? undefined : at(left), span)).toEqual({ minutes, forgotten })
  })
})

test('late is after the time of grace', () => {
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
])('a clock %i ms behind is taken as %i', (off, skew) => {
  expect(skewOf(at(0), at(0) + off)).toBe(skew)
})
