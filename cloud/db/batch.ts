type Waiting<I, O> = { item: I; resolve: (outcome: O) => void; reject: (fault: unknown) => void }

/**
 * One question for many who ask: what comes while a batch is under way goes together in the next. `work` answers in the
 * order it was asked, and a fault of it is everybody's of that batch. `most` a batch: so that while the database works
 * on one, the process gets the next ready.
 */
export function batch<I, O>(work: (items: I[]) => Promise<O[]>, most: number): (item: I) => Promise<O> {
  const waiting: Waiting<I, O>[] = []
  let busy = false

  const run = async (batch: Waiting<I, O>[]): Promise<void> => {
    try {
      const outcomes = await work(batch.map((one) => one.item))
      for (const [at, one] of batch.entries()) one.resolve(outcomes[at] as O)
    } catch (fault) {
      for (const one of batch) one.reject(fault)
    }
  }
  const next = async (): Promise<void> => {
    while (waiting.length > 0) {
      await run(waiting.splice(0, most))
    }
    busy = false
  }
  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject })
      if (busy) return
      busy = true
      // After everything that has arrived by now; in a microtask each would go alone.
      setImmediate(next)
    })
}

/** The same, apart for each key: a statement never writes at two stations. */
export function batchByKey<I, O>(
  keyOf: (item: I) => string,
  work: (key: string, items: I[]) => Promise<O[]>,
  most: number,
): (item: I) => Promise<O> {
  const ways = new Map<string, (item: I) => Promise<O>>()
  return (item) => {
    const key = keyOf(item)
    let way = ways.get(key)
    if (!way) {
      way = batch((items) => work(key, items), most)
      ways.set(key, way)
    }
    return way(item)
  }
}
