import { createDatabase, type RealPostgres } from '../testing/database/real-postgres'
import { createBarrier, intercepted, readTogether } from '../testing/faults/fault-injection'
import { migrate } from './migrate'
import type { Db } from './port'

let real: RealPostgres
beforeEach(async () => {
  real = await createDatabase()
})
afterEach(() => real.drop())

const returning = (value: number, hash: string) => ({
  name: 'one',
  signature: '() returns integer language sql',
  sql: `create or replace function one() returns integer language sql\nas $$ select ${value} $$;
    insert into ran values ('one ${value}');`,
  hash,
})
const MIGRATIONS = [
  { name: '0001_a.sql', sql: "create table if not exists ran (name text); insert into ran values ('a');" },
  { name: '0002_b.sql', sql: "insert into ran values ('b');" },
]
const FIRST = { migrations: MIGRATIONS, functions: [returning(1, 'h1')] }
const SECOND = { migrations: MIGRATIONS, functions: [returning(2, 'h2')] }
const LOOK = /from stored_function\) as functions/
const ran = async () =>
  (await real.open().query<{ name: string }>('select name from ran order by name')).map(({ name }) => name)

/** So many processes that all read the same state before any of them goes on. */
const processes = (through: (db: Db) => Db = (db) => db) => {
  const barrier = createBarrier(4)
  return Array.from({ length: 4 }, () => readTogether(through(real.open()), LOOK, barrier))
}

test('processes that start at once on an empty database upgrade it once', async () => {
  const barrier = createBarrier(4)
  const all = Array.from({ length: 4 }, () => readTogether(real.open(), /to_regclass/, barrier))
  const applied = await Promise.all(all.map((db) => migrate(db, FIRST)))
  expect(applied.flat().sort()).toEqual(['0001_a.sql', '0002_b.sql', 'one'])
  expect(await ran()).toEqual(['a', 'b', 'one 1'])
  // Whoever came second has connections fit for use.
  for (const db of all) expect(await db.query('select 1 as one', [])).toEqual([{ one: 1 }])
})

test('and so they do where a function changed', async () => {
  await migrate(real.open(), FIRST)
  const applied = await Promise.all(processes().map((db) => migrate(db, SECOND)))
  expect(applied.flat()).toEqual(['one'])
  expect(await ran()).toEqual(['a', 'b', 'one 1', 'one 2'])
})

const without = (from: string | RegExp) => (db: Db) =>
  intercepted(db, /pg_advisory_xact_lock/, (ask, text) => {
    const to = text.replace(from, '')
    if (to === text) throw new Error(`no ${from} in the script`)
    return ask(to)
  })

test('twin: where the state is not compared under the lock, each applies it', async () => {
  await migrate(real.open(), FIRST)
  const unguarded = without(/do \$upgrade\$[\s\S]*?\$upgrade\$;/)
  await Promise.all(processes(unguarded).map((db) => migrate(db, SECOND)))
  expect(await ran()).toEqual(['a', 'b', 'one 1', ...Array(4).fill('one 2')])
})

test('twin: without the lock they run into one another', async () => {
  await migrate(real.open(), FIRST)
  const unlocked = without(/select pg_advisory_xact_lock\(\d+\);/)
  const slow = {
    ...SECOND,
    functions: SECOND.functions.map((one) => ({ ...one, sql: `select pg_sleep(0.3);\n${one.sql}` })),
  }
  const told = await Promise.allSettled(processes(unlocked).map((db) => migrate(db, slow)))
  expect(told.filter(({ status }) => status === 'rejected').length).toBeGreaterThan(0)
})

test('a script that fails on one of many connections leaves none in a broken transaction', async () => {
  const db = real.open()
  const bad = [{ name: '0001_bad.sql', sql: 'create table half (a int); select 1 / 0;' }]
  await expect(migrate(db, { migrations: bad, functions: [] })).rejects.toThrow(/division by zero/)
  const answers = await Promise.all(
    Array.from({ length: 12 }, () => db.query(`select to_regclass('half') is null as gone`, [])),
  )
  expect(answers.flat()).toEqual(Array(12).fill({ gone: true }))
})
