import type { ScanEvent } from '@core/attendance/attendance'
import { HOUR, startOfDay } from '@core/base/time'

export const EVENTS = 10_000
/** Not imported from e2e, which loads the whole cloud: that does not run without a JIT. */
export const MORNING = startOfDay('2026-11-23') + 10 * HOUR
const PHONES = 20

/** Scan events of some 500 people from twenty phones, with duplicates, in random order; the same in every run. */
export function scanEvents(): { booking: string; event: ScanEvent }[] {
  let state = 1
  const any = (below: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
    return (state >> 8) % below
  }
  const seqs = new Map<string, number>()
  const made: { booking: string; event: ScanEvent }[] = []
  while (made.length < EVENTS) {
    const again = made.length > 100 && any(10) === 0 ? made[any(made.length)] : undefined
    if (again) {
      made.push(again)
      continue
    }
    const device = `phone-${any(PHONES)}`
    const seq = seqs.get(device) ?? 0
    seqs.set(device, seq + 1)
    const kinds = ['in', 'in', 'in', 'out', 'undo'] as const
    const kind = kinds[any(kinds.length)] as ScanEvent['kind']
    const more = kind === 'undo' ? { of: Math.max(0, seq - 1 - any(3)) } : {}
    const event = { kind, at: MORNING + any(8 * HOUR), device, seq, means: 'scan' as const, by: 'somebody', ...more }
    made.push({ booking: `hp001.${any(500)}`, event })
  }
  return made
}
