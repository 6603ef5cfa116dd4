import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrate } from './migrate'
import { readMigrations } from './migration-files'
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

const real = readMigrations(join(__dirname, 'migrations'))

test('the scripts are numbered without a gap', () => {
  expect(real.map(({ name }) => Number(name.slice(0, 4)))).toEqual(real.map((_, at) => at + 1))
})

test('all are applied in order, and the second time none', async () => {
  expect(await migrate(db, real)).toEqual(real.map(({ name }) => name))
  const before = await tables()
  expect(before).toEqual(expect.arrayContaining(['booking', 'migration', 'session']))
  expect(await migrate(db, real)).toEqual([])
  expect(await tables()).toEqual(before)
})

test('a script that fails leaves nothing, and none behind it runs', async () => {
  const before = await tables()
  const scripts = [
    { name: '0901_good.sql', sql: 'create table good (a int);' },
    { name: '0902_bad.sql', sql: 'create table half (a int); insert into half values (1); select 1 / 0;' },
    { name: '0903_never.sql', sql: 'create table never (a int);' },
  ]
  await expect(migrate(db, scripts)).rejects.toThrow(/division by zero/)
  expect(await tables()).toEqual([...before, 'good'].sort())
  // Mended, it goes on from where it stood.
  const mended = scripts.map((script) => ({ ...script, sql: script.sql.replace('select 1 / 0;', '') }))
  expect(await migrate(db, mended)).toEqual(['0902_bad.sql', '0903_never.sql'])
})

test('a script that does not parse leaves the connection fit for use', async () => {
  await expect(migrate(db, [{ name: '0999_typo.sql', sql: 'creat table x ();' }])).rejects.toThrow(/syntax error/)
  expect(await db.query('select 1 as one', [])).toEqual([{ one: 1 }])
})

test('of a folder only the numbered scripts are read, in order', () => {
  const folder = mkdtempSync(join(tmpdir(), 'yike-migrations-'))
  for (const name of ['0002_b.sql', '0001_a.sql', 'notes.md', '3_c.sql', '0003_d.sql.bak'])
    writeFileSync(join(folder, name), `-- ${name}`)
  expect(readMigrations(folder)).toEqual([
    { name: '0001_a.sql', sql: '-- 0001_a.sql' },
    { name: '0002_b.sql', sql: '-- 0002_b.sql' },
  ])
  rmSync(folder, { recursive: true })
})
