import type { RunResult } from './cloud-process'

export const CLIENTS = 64
/** Bookings per second. */
export const rateOf = ({ latencies, ms }: RunResult): number => (latencies.length / ms) * 1000

export function quantile(latencies: readonly number[], part: number): number {
  const sorted = [...latencies].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0
}

/** Fails the run if any answer has an unexpected status: its figures would be meaningless. */
export function only(ran: RunResult, ...expected: number[]): RunResult {
  const others = Object.keys(ran.statuses).filter((status) => !expected.includes(Number(status)))
  if (others.length)
    throw new Error(`unexpected statuses ${JSON.stringify(ran.statuses)}, expected only ${expected.join(', ')}`)
  return ran
}

export const perSecond = (rate: number): string => `${rate.toFixed(0)} /s`
