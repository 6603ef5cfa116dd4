/** Counts the turns of the event loop while some work runs; `turns` may be read in between. */
export async function countTurns(work: (turns: () => number) => Promise<unknown>): Promise<void> {
  let turns = 0
  let isRunning = true
  const count = () => {
    turns += 1
    if (isRunning) setImmediate(count)
  }
  setImmediate(count)
  await work(() => turns)
  isRunning = false
}
