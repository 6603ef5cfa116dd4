import { createDatabase, type RealPostgres } from '../testing/database/real-postgres'
import { openDb } from './open-db'

let real: RealPostgres
beforeAll(async () => {
  real = await createDatabase()
})
afterAll(() => real.drop())
/** In the address they come last, and are what a pooler's silence comes to. */
const openWith = (options: string) => {
  const url = new URL(real.url)
  if (options) url.searchParams.set('options', options)
  return openDb({ databaseUrl: url.href, dataDir: '' })
}

test('a PostgreSQL that hears what we ask for is taken', async () => {
  const db = await openWith('')
  expect(await db.query('select 1 as one', [])).toEqual([{ one: 1 }])
  await db.close()
})

test('as many connections as are wanted, and no more', async () => {
  const db = await openDb({ databaseUrl: real.url, dataDir: '', pool: 3 })
  const asked = Promise.all(Array.from({ length: 9 }, () => db.query('select pg_sleep(0.05)', [])))
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(db.connections?.()).toEqual({ open: 3, idle: 0, waiting: 6 })
  await asked
  expect(db.connections?.()).toEqual({ open: 3, idle: 3, waiting: 0 })
  await db.close()
})

test.each(['-c enable_seqscan=on -c jit=off', '-c enable_seqscan=off -c jit=on', '-c jit=off'])(
  'one that does not is found out at the start: %s',
  async (options) => {
    await expect(openWith(options)).rejects.toThrow(/drops the settings .* docs\/deploy\.md/)
  },
)
