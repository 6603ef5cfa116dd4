import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { createDatabase, type RealPostgres } from '../../testing/database/real-postgres'
import { buildCloud, startCloud } from '../../testing/process/cloud-process'

const SEED = join(__dirname, '../../../dist/cloud/seed.mjs')
let real: RealPostgres
beforeAll(async () => {
  buildCloud()
  real = await createDatabase()
})
afterAll(() => real.drop())

const seed = (env: Record<string, string>) => {
  const { status, stderr, stdout } = spawnSync(process.execPath, [SEED, '--stations', '1'], {
    env: { PATH: process.env.PATH ?? '', DATABASE_URL: real.url, ...env },
    encoding: 'utf8',
  })
  return { status, said: stderr, lines: `${stderr}${stdout}`.trim().split('\n').length }
}

test('the seed refuses a database that is not the demo’s with one line and 2, and the process does so too', async () => {
  expect(seed({})).toMatchObject({ status: 2, said: expect.stringContaining('DEMO'), lines: 1 })
  const db = real.open()
  expect(await db.query(`select to_regclass('person') is null as untouched`, [])).toEqual([{ untouched: true }])
  await (await startCloud(real.url)).stop()
  await db.query(`insert into person (id, name, created_at) values (gen_random_uuid(), '真的人', now())`, [])
  expect(seed({ DEMO: '1' })).toMatchObject({ status: 2, said: expect.stringContaining('not the demo'), lines: 1 })
  expect(await db.query('select 1 from person', [])).toHaveLength(1)
  expect(await db.query('select 1 from role', [])).toEqual([])
  const started = spawnSync(process.execPath, [join(SEED, '../node.mjs'), '--cloud-only'], {
    env: { PATH: process.env.PATH ?? '', PORT: '0', DATABASE_URL: real.url, DEMO: '1' },
    encoding: 'utf8',
  })
  expect([started.status, started.stderr.trim()]).toEqual([2, expect.stringContaining('not the demo')])
  await db.query('delete from person', [])
  expect(seed({ DEMO: '1' }).status).toBe(0)
})
