import { createDatabase, type RealPostgres } from '../testing/database/real-postgres'
import type { Db } from './port'
import { openPatiently, openPostgres } from './postgres'

let real: RealPostgres
let db: Db
beforeAll(async () => {
  real = await createDatabase()
  // One connection, so that two statements are on the same one unless it was replaced.
  db = openPostgres(real.url, 1)
  await db.query('create table small (n integer primary key check (n < 9), text text unique)')
  await db.query('insert into small values (1)', [])
})
afterAll(async () => {
  await db.close()
  await real.drop()
})
const pidOf = async () => (await db.query<{ pid: number }>('select pg_backend_pid() as pid', []))[0]?.pid

test.each([
  ['NUL in a text', 'select $1::text', ['\0'], '22021'],
  ['NUL in JSON', 'select $1::jsonb', ['"\\u0000"'], '22P05'],
  ['no JSON', 'select $1::jsonb', ['{'], '22P02'],
  ['no moment', 'select $1::timestamptz', ['2026-11-23T25:00:00Z'], '22008'],
  ['no uuid', 'select $1::uuid', ['x'], '22P02'],
  ['a number too large', 'select $1::integer', ['9000000000'], '22003'],
  ['a division by zero', 'select 1 / $1::integer', [0], '22012'],
  ['a row that exists', 'insert into small values ($1)', [1], '23505'],
  ['a value that is not allowed', 'insert into small values ($1)', [9], '23514'],
  [
    'a text too long for an index',
    'insert into small select 2, string_agg(md5($1 || n), null) from generate_series(1, 9999) n',
    ['x'],
    '54000',
  ],
])('%s fails the statement and keeps the connection', async (_what, text, params, code) => {
  const before = await pidOf()
  await expect(db.query(text, params)).rejects.toMatchObject({ code })
  expect(await pidOf()).toBe(before)
  expect(db.connections?.()).toEqual({ open: 1, idle: 1, waiting: 0 })
})

test('a hundred of them at once leave every connection of a pool as it was', async () => {
  const many = openPostgres(real.url, 3)
  const pidsOf = async () => {
    const ask = () => many.query<{ pid: number }>('select pg_backend_pid() as pid, pg_sleep(0.05)', [])
    return (await Promise.all([ask(), ask(), ask()])).flat().map(({ pid }) => pid)
  }
  const before = await pidsOf()
  const bad = Array.from({ length: 100 }, () => many.query('select $1::integer', ['x']))
  expect(new Set((await Promise.allSettled(bad)).map(({ status }) => status))).toEqual(new Set(['rejected']))
  expect((await pidsOf()).sort()).toEqual(before.sort())
  await many.close()
})

// A connection that is broken, or whose prepared statements are stale, must be replaced.
test('an ended connection is replaced', async () => {
  const before = await pidOf()
  await expect(db.query('select pg_terminate_backend(pg_backend_pid())', [])).rejects.toMatchObject({ code: '57P01' })
  expect(await pidOf()).not.toBe(before)
})
test('a connection with a stale plan is replaced', async () => {
  const read = () => db.query('select * from small', [])
  await read()
  const before = await pidOf()
  await db.query('alter table small add column more text')
  await expect(read()).rejects.toMatchObject({ code: '0A000' })
  expect(await pidOf()).not.toBe(before)
  expect(await read()).toHaveLength(1)
})

test('an operator’s command may take longer than a call, whose statement the server ends', async () => {
  // As the guide has it behind pgbouncer: the database's own limit must not hold either.
  await db.query(`alter database ${new URL(real.url).pathname.slice(1)} set statement_timeout = '4s'`)
  const patient = openPatiently(real.url)
  const slow = 'select pg_sleep(5.5)'
  await Promise.all([
    expect(patient.query(slow, [])).resolves.toHaveLength(1),
    expect(patient.query(slow)).resolves.toHaveLength(1),
    expect(db.query(slow, [])).rejects.toMatchObject({ code: '57014' }),
  ])
  await patient.close()
})
