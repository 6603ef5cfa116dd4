/** Lets the event loop take a turn: what waits, such as other requests, runs before long work goes on. */
export const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
