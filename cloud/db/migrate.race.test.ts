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
const READ_STATE = /from stored_function\) as functions/
const appliedRows = async () =>
  (await real.open().query<{ name: string }>('select name from ran order by name')).map(({ name }) => name)

/** Four processes that all read the same state before any of them continues. */
const processes = (through: (db: Db) => Db = (db) => db) => {
  const barrier = createBarrier(4)
  return Array.from({ length: 4 }, () => readTogether(through(real.open()), READ_STATE, barrier))
}

test('processes that start at once on an empty database upgrade it once', async () => {
  const barrier = createBarrier(4)
  const all = Array.from({ length: 4 }, () => readTogether(real.open(), /to_regclass/, barrier))
  const applied = await Promise.all(all.map((db) => migrate(db, FIRST)))
  expect(applied.flat().sort()).toEqual(['0001_a.sql', '0002_b.sql', 'one'])
  expect(await appliedRows()).toEqual(['a', 'b', 'one 1'])
  // The connections of those that came second are still usable.
  for (const db of all) expect(await db.query('select 1 as one', [])).toEqual([{ one: 1 }])
})

test('processes that start at once with a changed function apply it once', async () => {
  await migrate(real.open(), FIRST)
  const applied = await Promise.all(processes().map((db) => migrate(db, SECOND)))
  expect(applied.flat()).toEqual(['one'])
  expect(await appliedRows()).toEqual(['a', 'b', 'one 1', 'one 2'])
})

const without = (from: string | RegExp) => (db: Db) =>
  intercepted(db, /pg_advisory_xact_lock/, (ask, text) => {
    const to = text.replace(from, '')
    if (to === text) throw new Error(`no ${from} in the script`)
    return ask(to)
  })

test('twin: without the comparison under the lock, each of them applies it', async () => {
  await migrate(real.open(), FIRST)
  const unguarded = without(/do \$upgrade\$[\s\S]*?\$upgrade\$;/)
  await Promise.all(processes(unguarded).map((db) => migrate(db, SECOND)))
  expect(await appliedRows()).toEqual(['a', 'b', 'one 1', ...Array(4).fill('one 2')])
})

test('twin: without the lock, some of them fail', async () => {
  await migrate(real.open(), FIRST)
  const unlocked = without(/select pg_advisory_xact_lock\(\d+\);/)
  // The first holds the function for a second, in which the others want it.
  const slow = {
    ...SECOND,
    functions: SECOND.functions.map((one) => ({ ...one, sql: `${one.sql}\nselect pg_sleep(1);` })),
  }
  const outcomes = await Promise.allSettled(processes(unlocked).map((db) => migrate(db, slow)))
  expect(outcomes.filter(({ status }) => status === 'rejected').length).toBeGreaterThan(0)
})

test('a failed script leaves no connection of the pool in a broken transaction', async () => {
  const db = real.open()
  const bad = [{ name: '0001_bad.sql', sql: 'create table half (a int); select 1 / 0;' }]
  await expect(migrate(db, { migrations: bad, functions: [] })).rejects.toThrow(/division by zero/)
  const answers = await Promise.all(
    Array.from({ length: 12 }, () => db.query(`select to_regclass('half') is null as gone`, [])),
  )
  expect(answers.flat()).toEqual(Array(12).fill({ gone: true }))
})
