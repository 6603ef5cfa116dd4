import { createDatabase, type RealPostgres } from '../../testing/database/real-postgres'
import { createSilentProxy, type SilentProxy } from '../../testing/faults/silent-proxy'
import { type Db, isUnreachable } from '../port'
import { openPostgres } from '../postgres'

let real: RealPostgres
let proxy: SilentProxy
let db: Db
beforeAll(async () => {
  real = await createDatabase()
})
afterAll(() => real.drop())
beforeEach(async () => {
  proxy = await createSilentProxy(real.url)
  db = openPostgres(proxy.url, 2)
})
afterEach(async () => {
  await db.close()
  proxy.close()
})
const backend = async () => (await db.query<{ pid: number }>('select pg_backend_pid() as pid', []))[0]?.pid
/** The first answer after the database is back. */
const recovered = async (): Promise<number | undefined> => {
  for (;;) {
    const pid = await backend().catch(() => 'not yet' as const)
    if (pid !== 'not yet') return pid
    await new Promise(setImmediate)
  }
}
const faultOf = (asked: Promise<unknown>) => asked.then(() => 'answered', isUnreachable)

test('a statement without an answer is cut off, and its connection is not used again', async () => {
  const before = await backend()
  proxy.silence()
  expect(await faultOf(backend())).toBe(true)
  expect(db.connections?.()).toMatchObject({ open: 0, waiting: 0 })
  proxy.serve()
  const after = await recovered()
  expect(after).toEqual(expect.any(Number))
  expect(after).not.toBe(before)
})

test('so is a connection that is never accepted, and every statement that waits for one', async () => {
  proxy.silence()
  expect(await Promise.all(Array.from({ length: 9 }, () => faultOf(backend())))).toEqual(Array(9).fill(true))
  // And those that come after, one by one.
  for (let nth = 0; nth < 3; nth++) expect(await faultOf(backend())).toBe(true)
  proxy.serve()
  expect(await recovered()).toEqual(expect.any(Number))
})

test('a pool with connections that do not answer can be closed', async () => {
  const other = openPostgres(proxy.url, 3)
  const ask = () => other.query('select 1', [])
  await Promise.all([ask(), ask()])
  proxy.silence()
  // One statement under way on a connection, one that waits for a new connection, and an idle one.
  const asked = [faultOf(ask()), faultOf(ask())]
  await new Promise(setImmediate)
  await other.close()
  expect(await Promise.all(asked)).toEqual([true, true])
})

test('a slow statement is ended by the server, and the database still counts as there', async () => {
  await expect(db.query('select pg_sleep(30)', [])).rejects.toMatchObject({ code: '57014' })
  expect(await backend()).toEqual(expect.any(Number))
})
