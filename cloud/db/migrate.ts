import type { Db } from './port'

/** One numbered script. Migrations are only added, never changed. */
export type Migration = { name: string; sql: string }

/** Key of the advisory lock, arbitrary: two processes that start at once migrate one after the other. */
const LOCK = 15_0915

/** Migrations not yet applied to this database. */
export async function pending(db: Db, migrations: readonly Migration[]): Promise<Migration[]> {
  const [table] = await db.query<{ there: boolean }>(`select to_regclass('migration') is not null as there`, [])
  const seen = table?.there ? await db.query<{ name: string }>('select name from migration', []) : []
  const names = new Set(seen.map(({ name }) => name))
  return migrations.filter(({ name }) => !names.has(name))
}

/** Applies pending migrations in order, each in a transaction of its own. Returns their names. */
export async function migrate(db: Db, migrations: readonly Migration[]): Promise<string[]> {
  // The usual case, and it must be cheap: a cloud function starts often.
  if ((await pending(db, migrations)).length === 0) return []
  await db.query(`
    begin;
    select pg_advisory_xact_lock(${LOCK});
    create table if not exists migration (name text primary key, at timestamptz not null default now());
    commit;
  `)
  const applied: string[] = []
  for (const { name, sql } of migrations) {
    const [seen] = await db.query('select 1 from migration where name = $1', [name])
    if (seen) continue
    // The name is inserted first: a second process waits for the lock, then fails on the name and changes nothing.
    const script = `
      begin;
      select pg_advisory_xact_lock(${LOCK});
      insert into migration (name) values ('${name}');
      ${sql}
      commit;
    `
    try {
      await db.query(script)
      applied.push(name)
    } catch (fault) {
      await db.query('rollback')
      const [meanwhile] = await db.query('select 1 from migration where name = $1', [name])
      if (!meanwhile) throw fault
    }
  }
  return applied
}
