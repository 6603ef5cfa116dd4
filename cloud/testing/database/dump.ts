import type { Db } from '../../db/port'

/** Every row of every table, as text: what is personal and erased must not be in it. */
export async function dumpDatabase(db: Db): Promise<string> {
  const tables = await db.query<{ name: string }>(`select tablename as name from pg_tables where schemaname = 'public'`)
  const rows = await Promise.all(tables.map(({ name }) => db.query(`select t::text as row from ${name} t`)))
  return JSON.stringify(rows)
}
