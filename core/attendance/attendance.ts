import { type Instant, MINUTE } from '../base/time'
import { isSelfCheckIn, type Means } from './means'

/** Identity, time and means of a scan; `at` is by the cloud's clock, `by` the person who scanned. */
type ScanMark = { at: Instant; device: string; seq: number; means: Means; by: string }
export type ScanEvent = ScanMark & { kind: 'in' | 'out' | 'undo' | 'take-back'; of?: number }

/**
 * Attendance of one booking, merged from its scans. `again`: number of repeated arrivals with the same pass. `takenBack`:
 * staff took its self check-in back.
 */
export type Attendance = { in?: ScanMark; out?: ScanMark; again: number; takenBack?: true }

/** How long a scan can be undone, in milliseconds. */
export const UNDO_WINDOW = 10_000
/** Tolerance, in milliseconds, for skew corrections that differ between two scans of one phone. */
const CLOCK_SLACK = 5_000

const compare = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0)
/** Total order of scans: by time, then device, then sequence number. */
const inOrder = (a: ScanEvent, b: ScanEvent): number =>
  compare(a.at, b.at) || compare(a.device, b.device) || compare(a.seq, b.seq) || compare(textOf(a), textOf(b))
const textOf = ({ kind, of, means, by }: ScanEvent): string => [kind, of, means, by].join()
const markOf = ({ at, device, seq, means, by }: ScanEvent): ScanMark => ({ at, device, seq, means, by })

/**
 * Merges scans into attendance, by the same rule on phones and in the cloud: somebody let in by any scan is present since
 * the earliest one, and left at the latest departure after it. Once a self check-in is taken back, only what staff recorded
 * counts: whenever that was, so that no clock decides. Independent of the order of the scans and of repeats.
 */
export function mergeScans(events: readonly ScanEvent[]): Attendance {
  const once = new Map<string, ScanEvent>()
  for (const event of [...events].sort(inOrder)) {
    const name = `${event.seq} ${event.device}`
    if (!once.has(name)) once.set(name, event)
  }
  const all = [...once.values()]
  const undone = new Set<string>()
  for (const { kind, of, device, at } of all) {
    const scan = kind === 'undo' ? once.get(`${of} ${device}`) : undefined
    if (scan && scan.kind !== 'undo' && at >= scan.at - CLOCK_SLACK && at - scan.at <= UNDO_WINDOW + CLOCK_SLACK)
      undone.add(`${scan.seq} ${device}`)
  }
  const counts = all.filter((event) => event.kind !== 'undo' && !undone.has(`${event.seq} ${event.device}`))
  const takenBack = counts.some(({ kind }) => kind === 'take-back')
  const came = counts.filter(({ kind, means }) => kind === 'in' && !(takenBack && isSelfCheckIn(means)))
  const marked = takenBack ? { takenBack: true as const } : {}
  const first = came[0]
  if (!first) return { again: 0, ...marked }
  const last = counts.filter((event) => event.kind === 'out' && event.at >= first.at).at(-1)
  return { in: markOf(first), ...(last ? { out: markOf(last) } : {}), again: came.length - 1, ...marked }
}

/** Minutes present within the session's time. `forgotten`: never scanned out, so counted to the end. */
export function minutesThere(
  came: Instant,
  left: Instant | undefined,
  { startsAt, endsAt }: { startsAt: Instant; endsAt: Instant },
): { minutes: number; forgotten: boolean } {
  const from = Math.max(came, startsAt)
  const to = Math.min(left ?? endsAt, endsAt)
  return { minutes: Math.max(0, Math.floor((to - from) / MINUTE)), forgotten: left === undefined }
}
