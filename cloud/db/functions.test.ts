import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrate } from './migrate'
import { openPglite } from './pglite'
import type { Db } from './port'
import { readSchema } from './schema-files'

let db: Db
let folder: string
beforeAll(async () => {
  db = await openPglite()
})
afterAll(() => db.close())
beforeEach(async () => {
  await db.query('drop schema public cascade; create schema public')
  folder = mkdtempSync(join(tmpdir(), 'yike-schema-'))
  for (const name of ['db/migrations', 'noun/migrations', 'noun/sql'])
    mkdirSync(join(folder, name), { recursive: true })
})
afterEach(() => rmSync(folder, { recursive: true }))

const file = (name: string, text: string) => writeFileSync(join(folder, name), text)
const fn = (name: string, head: string, body: string, more = '') =>
  file(
    `noun/sql/${name}.sql`,
    `-- What it does.\ncreate or replace function ${name}${head}\nas $$\n  ${body}\n$$;\n${more}`,
  )
const remove = (name: string) => rmSync(join(folder, `noun/sql/${name}.sql`))
const upgrade = () => migrate(db, readSchema(folder))
const one = async (expression: string) => (await db.query<{ one: unknown }>(`select ${expression} as one`, []))[0]?.one
const INT = '() returns integer language sql'

test('only numbered migrations and stored functions are read, in order, from any folder', () => {
  for (const name of ['0002_b.sql', '0001_a.sql', 'notes.md', '3_c.sql', '0003_d.sql.bak'])
    file(`db/migrations/${name}`, `-- ${name}`)
  file('noun/migrations/0003_e.sql', '-- 0003_e.sql')
  file('noun/other.sql', 'select 1')
  fn('one', INT, 'select 1')
  const { migrations, functions } = readSchema(folder)
  expect(migrations).toEqual([
    { name: '0001_a.sql', sql: '-- 0001_a.sql' },
    { name: '0002_b.sql', sql: '-- 0002_b.sql' },
    { name: '0003_e.sql', sql: '-- 0003_e.sql' },
  ])
  expect(functions.map(({ name, signature }) => [name, signature])).toEqual([['one', INT]])
})

test('two migrations with one number are rejected', () => {
  file('db/migrations/0001_a.sql', '-- a')
  file('noun/migrations/0001_b.sql', '-- b')
  expect(() => readSchema(folder)).toThrow('0001 is the number of two migrations')
})

test('a file with a function of another name, or with two, is rejected', () => {
  file('noun/sql/one.sql', `create or replace function two${INT}\nas $$\n  select 1\n$$;\n`)
  expect(() => readSchema(folder)).toThrow(/does not hold the function one/)
  fn('one', INT, 'select 1', `create or replace function two${INT}\nas $$\n  select 2\n$$;\n`)
  expect(() => readSchema(folder)).toThrow(/does not hold the function one/)
})

test('only a function whose text changed is applied again', async () => {
  fn('one', INT, 'select 1')
  fn('two', INT, 'select 2')
  expect(await upgrade()).toEqual(['one', 'two'])
  fn('two', INT, 'select 22')
  expect(await upgrade()).toEqual(['two'])
  expect([await one('one()'), await one('two()')]).toEqual([1, 22])
})

test('functions may call one another in any order', async () => {
  fn('a', INT, 'select b() + 1')
  fn('b', INT, 'select 1')
  await upgrade()
  expect(await one('a()')).toBe(2)
})

test.each([
  ['argument', '(p_more integer) returns integer language sql', 'select p_more', 'one(7)', 7],
  ['result', '() returns text language sql', "select 'x'", 'one()', 'x'],
])('a function with another %s replaces the previous one', async (_what, head, body, call, answer) => {
  fn('one', INT, 'select 1')
  await upgrade()
  fn('one', head, body)
  await upgrade()
  expect(await one(call)).toBe(answer)
  expect(await one("(select count(*) from pg_proc where proname = 'one')")).toBe(1)
})

test('a function whose file is gone is dropped', async () => {
  fn('one', INT, 'select 1')
  await upgrade()
  remove('one')
  await upgrade()
  expect(await one("to_regproc('one') is null")).toBe(true)
})

test('an invalid body, or one that calls a dropped function, fails the upgrade, which changes nothing', async () => {
  fn('one', INT, 'select 1')
  fn('two', INT, 'select one()')
  await upgrade()
  remove('one')
  await expect(upgrade()).rejects.toThrow(/function one\(\) does not exist/)
  expect(await one('two()')).toBe(1)
  fn('one', '() returns integer language plpgsql', 'begin return 1 end')
  await expect(upgrade()).rejects.toThrow(/syntax error|missing/)
  expect(await one('two()')).toBe(1)
})

test('a trigger is created by its function’s own file, after the tables', async () => {
  file('db/migrations/0001_a.sql', 'create table thing (a int primary key);')
  fn(
    'refuse',
    '() returns trigger language plpgsql',
    "begin raise exception 'refused'; end",
    'create or replace trigger refuse before insert on thing for each row execute function refuse();\n',
  )
  await upgrade()
  await expect(db.query('insert into thing values (1)')).rejects.toThrow('refused')
})
