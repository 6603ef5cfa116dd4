import { createDatabase, type RealPostgres } from '../testing/database/real-postgres'
import { createBarrier, intercepted, readTogether } from '../testing/faults/fault-injection'
import { migrate } from './migrate'
import type { Db } from './port'

let real: RealPostgres
beforeEach(async () => {
  real = await createDatabase()
})
afterEach(() => real.drop())

const SCRIPTS = [
  { name: '0001_a.sql', sql: "create table if not exists ran (name text); insert into ran values ('a');" },
  { name: '0002_b.sql', sql: "insert into ran values ('b');" },
]
const ran = async () =>
  (await real.open().query<{ name: string }>('select name from ran order by name')).map(({ name }) => name)

test('processes that start at once migrate one after the other, each script once', async () => {
  const barrier = createBarrier(4)
  const processes = Array.from({ length: 4 }, () => readTogether(real.open(), /select 1 from migration/, barrier))
  const applied = await Promise.all(processes.map((db) => migrate(db, SCRIPTS)))
  expect(applied.flat().sort()).toEqual(['0001_a.sql', '0002_b.sql'])
  expect(await ran()).toEqual(['a', 'b'])
  // Whoever came second has connections fit for use.
  for (const db of processes) expect(await db.query('select 1 as one', [])).toEqual([{ one: 1 }])
})

test('twin: with neither lock nor name to meet on, each script runs as often as there are processes', async () => {
  await real
    .open()
    .query('create table migration (name text, at timestamptz default now()); create table ran (name text)')
  const unlocked = (db: Db) =>
    intercepted(db, /pg_advisory_xact_lock/, (ask, text) =>
      ask(text.replace(/select pg_advisory_xact_lock\(\d+\);/, '')),
    )
  const barrier = createBarrier(4)
  const processes = Array.from({ length: 4 }, () =>
    readTogether(unlocked(real.open()), /select 1 from migration/, barrier),
  )
  await Promise.all(processes.map((db) => migrate(db, SCRIPTS.slice(0, 1))))
  expect(await ran()).toEqual(['a', 'a', 'a', 'a'])
})

test('a script that fails on one of many connections leaves none in a broken transaction', async () => {
  const db = real.open()
  await expect(
    migrate(db, [{ name: '0001_bad.sql', sql: 'create table half (a int); select 1 / 0;' }]),
  ).rejects.toThrow(/division by zero/)
  const answers = await Promise.all(
    Array.from({ length: 12 }, () => db.query(`select to_regclass('half') is null as gone`, [])),
  )
  expect(answers.flat()).toEqual(Array(12).fill({ gone: true }))
})
