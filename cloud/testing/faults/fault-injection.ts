import type { Db, Row } from '../../db/port'

/** Everybody waits until `count` have come; from then on nobody does. */
export function createBarrier(count: number): () => Promise<void> {
  let come = 0
  let open = (): void => undefined
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return () => {
    if (++come >= count) open()
    return opened
  }
}

type Ask = Db['query']
type Interceptor = (ask: Ask, text: string, params?: readonly unknown[]) => Promise<Row[]>

/** A database behind which every statement that `which` matches is handled by `meddle`. */
export function intercepted(db: Db, which: RegExp, intercept: Interceptor): Db {
  const ask: Ask = (text, params) => db.query(text, params)
  const query = (text: string, params?: readonly unknown[]) =>
    which.test(text) ? intercept(ask, text, params) : ask(text, params)
  return { ...db, query: query as Ask }
}

/** Everybody has looked before anybody goes on: the worst moment of a race, each time. */
export const readTogether = (db: Db, which: RegExp, barrier: () => Promise<void>): Db =>
  intercepted(db, which, async (ask, text, params) => {
    const rows = await ask(text, params)
    await barrier()
    return rows
  })

/** Nobody asks before everybody is about to. */
export const askTogether = (db: Db, which: RegExp, barrier: () => Promise<void>): Db =>
  intercepted(db, which, async (ask, text, params) => {
    await barrier()
    return ask(text, params)
  })

/** A statement with a part of it replaced: a guard taken out. Throws when the part is not there, or a twin would prove nothing. */
export const rewritten = (db: Db, which: RegExp, from: string, to: string): Db =>
  intercepted(db, which, (ask, text, params) => {
    if (!text.includes(from)) throw new Error(`no “${from}” in: ${text}`)
    return ask(text.replace(from, to), params)
  })

/** A function of the database with a part of it replaced, for all who call it; throws as `rewritten` does. */
export async function patchFunction(db: Db, name: string, from: string, to: string): Promise<void> {
  const [found] = await db.query<{ source: string }>('select pg_get_functiondef($1::regproc) as source', [name])
  if (!found?.source.includes(from)) throw new Error(`no “${from}” in ${name}`)
  await db.query(found.source.replace(from, () => to))
}
