type Waiting<I, O> = { item: I; resolve: (outcome: O) => void; reject: (fault: unknown) => void }

/**
 * Batches concurrent calls: items that arrive while a batch runs go together into the next. `work` returns outcomes in
 * the order of its items; if it throws, every item of that batch is rejected. At most `most` items per batch, so that
 * the process can prepare the next one while the database works.
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
      // A macrotask, to collect everything that has arrived by now; in a microtask each item would go alone.
      setImmediate(next)
    })
}

/** The same with a batch per key, so that a statement never writes at two stations. */
export function batchByKey<I, O>(
  keyOf: (item: I) => string,
  work: (key: string, items: I[]) => Promise<O[]>,
  most: number,
): (item: I) => Promise<O> {
  const batches = new Map<string, (item: I) => Promise<O>>()
  return (item) => {
    const key = keyOf(item)
    let add = batches.get(key)
    if (!add) {
      add = batch((items) => work(key, items), most)
      batches.set(key, add)
    }
    return add(item)
  }
}
