import type { Db } from '../../db/port'
import { openMigrated } from '../../testing/database/image'
import { createLease, takeLease } from './lease'

let db: Db
beforeAll(async () => {
  db = await openMigrated()
})
afterEach(() => db.query('delete from job_lease', []))
afterAll(() => db.close())
/** As if so many milliseconds had passed for the database. */
const age = (ms: number) => db.query(`update job_lease set until = until - $1::int * interval '1 millisecond'`, [ms])

test('one has it, renews it, and loses it when it ends', async () => {
  expect(await takeLease(db, 'a')).toBe(true)
  expect(await takeLease(db, 'b')).toBe(false)
  await age(4_000)
  expect(await takeLease(db, 'a')).toBe(true)
  await age(4_000)
  expect(await takeLease(db, 'b')).toBe(false)
  // The process of a has died.
  await age(1_000)
  expect(await takeLease(db, 'b')).toBe(true)
  expect(await takeLease(db, 'a')).toBe(false)
  expect(await db.query('select holder from job_lease', [])).toEqual([{ holder: 'b' }])
})

test('rounds that ask at once, or soon after one another, share one statement', async () => {
  let statements = 0
  const query: Db['query'] = (text, params) => {
    statements++
    return db.query(text, params)
  }
  const counting = { ...db, query }
  let now = 0
  const lease = createLease('a', () => now)
  expect(await Promise.all([lease.isHeld(counting), lease.isHeld(counting)])).toEqual([true, true])
  now = 1_499
  expect(await lease.isHeld(counting)).toBe(true)
  expect(statements).toBe(1)
  now = 1_500
  await lease.isHeld(counting)
  expect(statements).toBe(2)
})

test('a lease that is given back is free at once; one that is not ours stays', async () => {
  const [a, b] = [createLease('a'), createLease('b')]
  expect([await a.isHeld(db), await b.isHeld(db)]).toEqual([true, false])
  await b.release(db)
  expect(await db.query('select holder from job_lease', [])).toEqual([{ holder: 'a' }])
  await a.release(db)
  expect(await b.isHeld(db)).toBe(true)
})

test('a database that does not answer is a fault, and asked again', async () => {
  const lease = createLease('a')
  await expect(lease.isHeld({ ...db, query: () => Promise.reject(new Error('gone')) })).rejects.toThrow('gone')
  expect(await lease.isHeld(db)).toBe(true)
})
