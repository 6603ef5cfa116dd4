import { PGlite } from '@electric-sql/pglite'
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist'
import type { Db, Row } from './port'
import { parsers } from './types'

/** Embedded PostgreSQL (PGlite): one connection; stored in `folder`, or in memory without one. */
export async function openPglite(folder?: string): Promise<Db> {
  const pglite = await PGlite.create({ ...(folder ? { dataDir: folder } : {}), extensions: { btree_gist }, parsers })
  return {
    async query<R extends Row>(text: string, params?: readonly unknown[]) {
      if (params) return (await pglite.query<R>(text, [...params])).rows
      return ((await pglite.exec(text)).at(-1)?.rows ?? []) as R[]
    },
    close: () => pglite.close(),
  }
}
