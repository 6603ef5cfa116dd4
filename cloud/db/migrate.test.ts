import { SCHEMA } from '../testing/database/schema'
import { migrate } from './migrate'
import { openPglite } from './pglite'
import type { Db } from './port'

let db: Db
beforeAll(async () => {
  db = await openPglite()
})
afterAll(() => db.close())
const tables = async () =>
  (
    await db.query<{ name: string }>(`select tablename as name from pg_tables where schemaname = 'public' order by 1`)
  ).map(({ name }) => name)
/** The real schema with more migrations after it. */
const withMore = (...migrations: { name: string; sql: string }[]) => ({
  ...SCHEMA,
  migrations: [...SCHEMA.migrations, ...migrations],
})

test('the migrations are numbered without a gap', () => {
  expect(SCHEMA.migrations.map(({ name }) => Number(name.slice(0, 4)))).toEqual(
    SCHEMA.migrations.map((_, at) => at + 1),
  )
})

test('everything is applied in order, and the second time nothing, at the cost of one query', async () => {
  const applied = await migrate(db, SCHEMA)
  expect(applied).toEqual([...SCHEMA.migrations, ...SCHEMA.functions].map(({ name }) => name))
  const before = await tables()
  expect(before).toEqual(expect.arrayContaining(['booking', 'migration', 'session', 'stored_function']))
  const queries: string[] = []
  const watched: Db = { ...db, query: (text, params) => db.query(queries[queries.push(text) - 1] as string, params) }
  expect(await migrate(watched, SCHEMA)).toEqual([])
  expect(queries).toHaveLength(1)
  expect(await tables()).toEqual(before)
})

test('every table has a primary key', async () => {
  const without = await db.query(
    `select relname from pg_class c where relnamespace = 'public'::regnamespace and relkind = 'r'
     and not exists (select from pg_constraint where conrelid = c.oid and contype = 'p')`,
    [],
  )
  expect(without).toEqual([])
})

test('no stored function names a row by its address, which changes when a table is moved or distributed', async () => {
  const named = `select proname from pg_proc where pronamespace = 'public'::regnamespace and prosrc ~* '\\mctid\\M'`
  expect(await db.query(named, [])).toEqual([])
  await db.query(`create function by_address() returns void language sql as 'delete from street where ctid is null'`)
  expect(await db.query(named, [])).toEqual([{ proname: 'by_address' }])
  await db.query('drop function by_address()')
})

test('an upgrade is applied completely or not at all', async () => {
  const before = await tables()
  const scripts = [
    { name: '0901_good.sql', sql: 'create table good (a int);' },
    { name: '0902_bad.sql', sql: 'create table half (a int); insert into half values (1); select 1 / 0;' },
  ]
  await expect(migrate(db, withMore(...scripts))).rejects.toThrow(/division by zero/)
  expect(await tables()).toEqual(before)
  const fixed = scripts.map((script) => ({ ...script, sql: script.sql.replace('select 1 / 0;', '') }))
  expect(await migrate(db, withMore(...fixed))).toEqual(['0901_good.sql', '0902_bad.sql'])
  expect(await tables()).toEqual([...before, 'good', 'half'].sort())
})

test('an older process keeps the functions of a newer one', async () => {
  expect(await migrate(db, { ...SCHEMA, functions: [] })).toEqual([])
})

test('a script that does not parse leaves the connection usable', async () => {
  const typo = { migrations: [{ name: '0999_typo.sql', sql: 'creat table x ();' }], functions: [] }
  const other = await openPglite()
  await expect(migrate(other, typo)).rejects.toThrow(/syntax error/)
  expect(await other.query('select 1 as one', [])).toEqual([{ one: 1 }])
  await other.close()
})

test('a database from before the baseline is refused and left unchanged', async () => {
  const old = await openPglite()
  await old.query(`create table migration (name text primary key); insert into migration values ('0001_main.sql')`)
  await expect(migrate(old, SCHEMA)).rejects.toMatchObject({
    name: 'BadEnv',
    message: expect.stringMatching(/^The database is from before the first release[^\n]*$/),
  })
  expect(await old.query(`select to_regclass('person') is null as untouched`, [])).toEqual([{ untouched: true }])
  await old.close()
})
