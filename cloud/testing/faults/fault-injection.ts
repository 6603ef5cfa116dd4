import type { Db, Row } from '../../db/port'

/** Barrier: callers wait until `count` have arrived; later ones pass at once. */
export function createBarrier(count: number): () => Promise<void> {
  let arrived = 0
  let open = (): void => undefined
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return () => {
    if (++arrived >= count) open()
    return opened
  }
}

type Ask = Db['query']
type Interceptor = (ask: Ask, text: string, params?: readonly unknown[]) => Promise<Row[]>

/** A database whose statements that match `which` are handled by `intercept`. */
export function intercepted(db: Db, which: RegExp, intercept: Interceptor): Db {
  const ask: Ask = (text, params) => db.query(text, params)
  const query = (text: string, params?: readonly unknown[]) =>
    which.test(text) ? intercept(ask, text, params) : ask(text, params)
  return { ...db, query: query as Ask }
}

/** No caller goes on before all have read: the worst interleaving of a race, each time. */
export const readTogether = (db: Db, which: RegExp, barrier: () => Promise<void>): Db =>
  intercepted(db, which, async (ask, text, params) => {
    const rows = await ask(text, params)
    await barrier()
    return rows
  })

/** No caller sends its statement before all are about to send theirs. */
export const askTogether = (db: Db, which: RegExp, barrier: () => Promise<void>): Db =>
  intercepted(db, which, async (ask, text, params) => {
    await barrier()
    return ask(text, params)
  })

/** Replaces a part of a statement, to remove a guard. Throws if the part is missing: a twin would prove nothing. */
export const rewritten = (db: Db, which: RegExp, from: string, to: string): Db =>
  intercepted(db, which, (ask, text, params) => {
    if (!text.includes(from)) throw new Error(`no “${from}” in: ${text}`)
    return ask(text.replace(from, to), params)
  })

/** Replaces a part of a stored function, for all its callers. Throws like `rewritten`. */
export async function patchFunction(db: Db, name: string, from: string, to: string): Promise<void> {
  const [found] = await db.query<{ source: string }>('select pg_get_functiondef($1::regproc) as source', [name])
  if (!found?.source.includes(from)) throw new Error(`no “${from}” in ${name}`)
  await db.query(found.source.replace(from, () => to))
}
