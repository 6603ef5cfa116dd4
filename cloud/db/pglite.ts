import { chmodSync, mkdirSync } from 'node:fs'
import { PGlite } from '@electric-sql/pglite'
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist'
import type { Db, Row } from './port'
import { parsers } from './types'

/** Makes the folder readable to this user alone, who is the only one that the database's own permissions bind. */
function closeFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  chmodSync(folder, 0o700)
}

/** One statement each: `vacuum` is not allowed in a transaction, which a script would be. */
async function forget(pglite: PGlite): Promise<void> {
  const { rows } = await pglite.query<{ name: string }>(
    `select quote_ident(relname) as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`,
  )
  for (const { name } of rows) await pglite.exec(`vacuum full ${name}`)
  // The write-ahead log has the old rows too. Its segments would be kept and reused.
  for (const step of ['set wal_recycle = off', 'select pg_switch_wal()', 'checkpoint']) await pglite.exec(step)
}

/** Starts PGlite in `folder`, or in memory without one; `image`: a data directory to begin with, instead of none. */
export const createPglite = (folder?: string, image?: Blob): Promise<PGlite> =>
  PGlite.create({
    ...(folder ? { dataDir: folder } : {}),
    ...(image ? { loadDataDir: image } : {}),
    extensions: { btree_gist },
    parsers,
  })

export const dbOf = (pglite: PGlite): Db => ({
  async query<R extends Row>(text: string, params?: readonly unknown[]) {
    if (params) return (await pglite.query<R>(text, [...params])).rows
    return ((await pglite.exec(text)).at(-1)?.rows ?? []) as R[]
  },
  close: () => pglite.close(),
})

/** Embedded PostgreSQL (PGlite): one connection; stored in `folder`, or in memory without one. */
export async function openPglite(folder?: string): Promise<Db> {
  if (!folder) return dbOf(await createPglite())
  closeFolder(folder)
  const pglite = await createPglite(folder)
  return { ...dbOf(pglite), forget: () => forget(pglite) }
}
