import fc from 'fast-check'
import { instant } from '../base/time'
import { mergeScans, minutesThere, type ScanEvent, UNDO_WINDOW } from './attendance'

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

describe('mergeScans', () => {
  test('no scans give no attendance', () => expect(mergeScans([])).toEqual({ again: 0 }))
  test('the earliest arrival counts; the same pass on another phone is a repeat', () => {
    const merged = mergeScans([event('in', 40, 'a', 1), event('in', 20, 'b', 9)])
    expect(merged).toMatchObject({ in: { at: at(20), device: 'b', seq: 9 }, again: 1 })
  })
  test('at the same moment the device decides, then the sequence number', () => {
    expect(mergeScans([event('in', 0, 'b', 1), event('in', 0, 'a', 2)]).in?.device).toBe('a')
    expect(mergeScans([event('in', 0, 'a', 2), event('in', 0, 'a', 1)]).in?.seq).toBe(1)
  })
  test('an undo within seconds removes the scan, in whichever order they arrive; a later one has no effect', () => {
    const [scan, undo] = [event('in', 0, 'a', 1), event('undo', 8, 'a', 2, 1)]
    expect(mergeScans([undo, scan])).toEqual({ again: 0 })
    expect(mergeScans([scan, event('undo', 60, 'a', 2, 1)]).in).toBeDefined()
    expect(mergeScans([scan, event('undo', 8, 'b', 2, 1)]).in).toBeDefined()
  })
  test('the undo window is ten seconds, plus five for a clock correction between the two', () => {
    const isPresent = (ms: number) =>
      mergeScans([event('in', 0, 'a', 1), event('undo', ms / 1000, 'a', 2, 1)]).in !== undefined
    expect([-5_001, -5_000, 15_000, 15_001].map(isPresent)).toEqual([true, false, false, true])
    expect(UNDO_WINDOW).toBe(10_000)
  })
  test('an undone arrival leaves that of another phone in place', () => {
    const merged = mergeScans([event('in', 0, 'a', 1), event('undo', 3, 'a', 2, 1), event('in', 30, 'b', 1)])
    expect(merged).toMatchObject({ in: { device: 'b' }, again: 0 })
  })
  test('the departure is the latest one after the arrival', () => {
    const outs = [event('out', 50, 'a', 2), event('out', 90, 'b', 1), event('out', -10, 'b', 0)]
    expect(mergeScans([event('in', 0, 'a', 1), ...outs]).out?.at).toBe(at(90))
    expect(mergeScans(outs)).toEqual({ again: 0 })
  })
  describe('a self check-in that is taken back', () => {
    const self = (seconds: number, device = 'self.a'): ScanEvent => ({
      ...event('in', seconds, device, 7),
      means: 'wall',
    })
    const back = (seconds: number, device = 'a', seq = 1) => event('take-back', seconds, device, seq)
    test('does not count, in whichever order they arrive and whatever the clocks say', () => {
      for (const seconds of [-3600, 0, 30, 3600])
        for (const all of [
          [self(0), back(seconds)],
          [back(seconds), self(0)],
        ])
          expect(mergeScans(all)).toEqual({ again: 0, takenBack: true })
    })
    test('taken back by two phones, it is taken back once', () => {
      expect(mergeScans([back(60, 'b'), self(0), back(30)])).toEqual({ again: 0, takenBack: true })
    })
    test('leaves what staff recorded: their scan counts from its own time', () => {
      const merged = mergeScans([self(0), event('in', 40, 'b', 1), back(30), event('out', 90, 'b', 2)])
      expect(merged).toMatchObject({
        in: { at: at(40), means: 'scan' },
        out: { at: at(90) },
        again: 0,
        takenBack: true,
      })
    })
    test('leaves nothing behind of several people who checked in at once', () => {
      expect(mergeScans([self(0), self(1, 'self.b'), back(30)]).in).toBeUndefined()
    })
    test('counts again when taking it back is undone within seconds by the same phone', () => {
      expect(mergeScans([self(0), back(30), event('undo', 35, 'a', 2, 1)])).toMatchObject({
        in: { at: at(0) },
        again: 0,
      })
      expect(mergeScans([self(0), back(30), event('undo', 60, 'a', 2, 1)]).in).toBeUndefined()
      expect(mergeScans([self(0), back(30), event('undo', 35, 'b', 2, 1)]).in).toBeUndefined()
    })
  })
  test('a scan by staff is not taken back', () => {
    expect(mergeScans([event('in', 0, 'a', 1), event('take-back', 30, 'b', 1)])).toMatchObject({ in: { at: at(0) } })
  })

  const events: fc.Arbitrary<ScanEvent> = fc.record(
    {
      kind: fc.constantFrom('in' as const, 'out' as const, 'undo' as const, 'take-back' as const),
      at: fc.integer({ min: 0, max: 4 }).map((seconds) => at(seconds * 5)),
      device: fc.constantFrom('a', 'b', 'c'),
      seq: fc.integer({ min: 0, max: 3 }),
      of: fc.integer({ min: 0, max: 3 }),
      means: fc.constantFrom('scan' as const, 'hand' as const, 'wall' as const),
      by: fc.constantFrom('x', 'y'),
    },
    { requiredKeys: ['kind', 'at', 'device', 'seq', 'means', 'by'] },
  )
  const permutations = <T>(all: T[]): T[][] =>
    all.length < 2
      ? [all]
      : all.flatMap((one, nth) => permutations(all.filter((_, other) => other !== nth)).map((rest) => [one, ...rest]))
  test('six scans give the same result byte by byte, in every order and with repeats', () => {
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
  test('merged scans have an arrival exactly if one of the scans is an arrival', () => {
    fc.assert(
      fc.property(fc.array(events, { maxLength: 6 }), fc.array(events, { maxLength: 6 }), (some, more) => {
        const ins = (all: ScanEvent[]) => all.filter(({ kind }) => kind === 'in')
        expect(mergeScans([...ins(some), ...ins(more)]).in !== undefined).toBe(ins([...some, ...more]).length > 0)
      }),
    )
  })
})

describe('minutesThere', () => {
  const span = { startsAt: at(0), endsAt: at(3600) }
  test.each([
    ['from before the start to after the end', -600, 4000, 60, false],
    ['from ten past to a quarter to', 600, 2700, 35, false],
    ['without a departure, counted to the end and marked', 600, undefined, 50, true],
    ['after the end', 3700, 3800, 0, false],
  ])('%s', (_what, came, left, minutes, forgotten) => {
    expect(minutesThere(at(came), left === undefined ? undefined : at(left), span)).toEqual({ minutes, forgotten })
  })
})
