import type { Db, Row } from '../../db/port'

/**
 * A database of one connection whose changes can be rolled back as a whole, although single statements fail: each has a
 * savepoint of its own, as it would be a transaction of its own otherwise. `faults`: those of statements since `begin`.
 */
export type RolledBack = {
  db: Db
  faults: unknown[]
  begin: () => Promise<void>
  rollback: () => Promise<void>
}

export function createRolledBack(inner: Db): RolledBack {
  const faults: unknown[] = []
  let within = false
  /** The end of the queue: concurrent statements would nest their savepoints in one another. */
  let last: Promise<unknown> = Promise.resolve()

  const one = async <R extends Row>(text: string, params?: readonly unknown[]): Promise<R[]> => {
    if (!within) return inner.query<R>(text, params)
    await inner.query('savepoint one', [])
    try {
      const rows = await inner.query<R>(text, params)
      await inner.query('release savepoint one', [])
      return rows
    } catch (fault) {
      faults.push(fault)
      await inner.query('rollback to savepoint one', [])
      throw fault
    }
  }
  return {
    db: {
      ...inner,
      query<R extends Row>(text: string, params?: readonly unknown[]) {
        const mine = last.then(() => one<R>(text, params))
        last = mine.catch(() => undefined)
        return mine
      },
    },
    faults,
    async begin() {
      await last
      faults.length = 0
      await inner.query('begin', [])
      within = true
    },
    async rollback() {
      await last
      within = false
      await inner.query('rollback', [])
    },
  }
}
