import type { Db, Row } from '../db/port'

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
type Meddle = (ask: Ask, text: string, params?: readonly unknown[]) => Promise<Row[]>

/** A database behind which every statement that `which` matches is handled by `meddle`. */
export function meddled(db: Db, which: RegExp, meddle: Meddle): Db {
  const ask: Ask = (text, params) => db.query(text, params)
  const query = (text: string, params?: readonly unknown[]) =>
    which.test(text) ? meddle(ask, text, params) : ask(text, params)
  return { ...db, query: query as Ask }
}

/** Everybody has looked before anybody goes on: the worst moment of a race, each time. */
export const lookTogether = (db: Db, which: RegExp, barrier: () => Promise<void>): Db =>
  meddled(db, which, async (ask, text, params) => {
    const rows = await ask(text, params)
    await barrier()
    return rows
  })

/** A statement with a part of it replaced: a guard taken out. Throws when the part is not there, or a twin would prove nothing. */
export const rewritten = (db: Db, which: RegExp, from: string, to: string): Db =>
  meddled(db, which, (ask, text, params) => {
    if (!text.includes(from)) throw new Error(`no “${from}” in: ${text}`)
    return ask(text.replace(from, to), params)
  })
