/** A candidate to be timed against others. `work` is timed as a whole; `calls` is the number of calls it makes. */
export type Candidate<R> = { calls: number; work: (round: number) => R | Promise<R> }

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const half = sorted.length >> 1
  return sorted.length % 2 ? (sorted[half] as number) : ((sorted[half - 1] as number) + (sorted[half] as number)) / 2
}

/**
 * Median milliseconds per call of each contender. They alternate within a round, and every other round runs in reverse
 * order, so that other load on the machine affects all alike. The first round is a warm-up and not counted. `check`
 * gets the results of each round, outside the timing.
 */
export async function interleave<R>(
  contenders: readonly Candidate<R>[],
  rounds: number,
  check: (results: R[], round: number) => void = () => undefined,
): Promise<number[]> {
  const taken = contenders.map((): number[] => [])
  for (let round = 0; round <= rounds; round++) {
    const order = contenders.map((_, at) => at)
    if (round % 2) order.reverse()
    const results: R[] = []
    for (const at of order) {
      const { calls, work } = contenders[at] as Candidate<R>
      const from = performance.now()
      results[at] = await work(round)
      if (round > 0) taken[at]?.push((performance.now() - from) / calls)
    }
    check(results, round)
  }
  return taken.map(median)
}
