import { Client } from 'pg'
import { createDatabase, type RealPostgres } from '../testing/database/real-postgres'
import { until } from '../testing/faults/until'
import { openDb } from './open-db'

let real: RealPostgres
beforeAll(async () => {
  real = await createDatabase()
})
afterAll(() => real.drop())
/** Options in the URL override the settings we ask for, as if a pooler had dropped them. */
const openWith = (options: string) => {
  const url = new URL(real.url)
  if (options) url.searchParams.set('options', options)
  return openDb({ databaseUrl: url.href, dataDir: '' })
}

test('a PostgreSQL that accepts our settings is opened', async () => {
  const db = await openWith('')
  expect(await db.query('select 1 as one', [])).toEqual([{ one: 1 }])
  await db.close()
})

test('opens as many connections as configured, and no more', async () => {
  const db = await openDb({ databaseUrl: real.url, dataDir: '', pool: 3 })
  const locker = new Client({ connectionString: real.url })
  await locker.connect()
  await locker.query('select pg_advisory_lock(1)')
  const pending = Promise.all(Array.from({ length: 9 }, () => db.query('select pg_advisory_xact_lock_shared(1)', [])))
  const waiting = `select from pg_locks l join pg_database d on d.oid = l.database and d.datname = current_database()
    where l.locktype = 'advisory' and not l.granted`
  await until(async () => (await locker.query(waiting)).rows.length === 3)
  expect(db.connections?.()).toEqual({ open: 3, idle: 0, waiting: 6 })
  await locker.end()
  await pending
  expect(db.connections?.()).toEqual({ open: 3, idle: 3, waiting: 0 })
  await db.close()
})

test.each(['-c enable_seqscan=on -c jit=off', '-c enable_seqscan=off -c jit=on', '-c jit=off'])(
  'dropped settings fail at the start: %s',
  async (options) => {
    await expect(openWith(options)).rejects.toThrow(/drops the settings .* docs\/deploy\.md/)
  },
)
