import { createDatabase, type RealPostgres } from '../../testing/database/real-postgres'
import { buildCloud, startCloud } from '../../testing/process/cloud-process'

let real: RealPostgres
beforeAll(async () => {
  buildCloud()
  real = await createDatabase()
})
afterAll(() => real.drop())

test('on a database from before the baseline the process ends with 2 and changes nothing', async () => {
  const db = real.open()
  await db.query(`create table migration (name text primary key); insert into migration values ('0001_main.sql')`)
  const fault = await startCloud(real.url).catch((error: Error) => error)
  expect(String((fault as Error).message)).toMatch(
    /^the cloud ended with 2:\n[\s\S]*\nThe database is from before the first release and cannot be upgraded[^\n]*\n$/,
  )
  expect(await db.query(`select to_regclass('person') is null as untouched`, [])).toEqual([{ untouched: true }])
})
