import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { createDatabase, type RealPostgres } from '../../testing/database/real-postgres'
import { buildCloud, startCloud } from '../../testing/process/cloud-process'

const BUILT = join(__dirname, '../../../dist/cloud')
let real: RealPostgres
beforeAll(async () => {
  buildCloud()
  real = await createDatabase()
})
afterAll(() => real.drop())

const run = (entry: string, env: Record<string, string> = {}, ...args: string[]) =>
  spawnSync(process.execPath, [join(BUILT, entry), ...args], {
    env: { PATH: process.env.PATH ?? '', DATABASE_URL: real.url, ...env },
    encoding: 'utf8',
  })

test('from an empty database to the link of the first officer', async () => {
  // Never migrated: it says so, and leaves it as it is.
  const untouched = run('doctor.mjs')
  expect([untouched.status, untouched.stdout]).toEqual([
    1,
    expect.stringMatching(/✗ The database lacks \d+ migrations/),
  ])
  const db = real.open()
  expect(await db.query(`select to_regclass('person') as person`, [])).toEqual([{ person: null }])

  await (await startCloud(real.url)).stop()
  const empty = run('doctor.mjs', { LANG: 'zh_CN.UTF-8', PUBLIC_URL: 'https://yike.example.cn', HOST: '0.0.0.0' })
  expect(empty.status).toBe(1)
  for (const line of [
    '✓ 数据库的结构是最新的。',
    '✗ 还没有区级管理员。',
    '✗ 还没有站点',
    '✗ 还没有备份过。',
    '! 云端在 0.0.0.0 上对外',
  ])
    expect(empty.stdout).toContain(line)
  expect(empty.stdout).not.toMatch(/\{\w+\}/)

  // The link is whole without --at where the address is configured, and says what is missing where it is not.
  const link = run('district.mjs', { PUBLIC_URL: 'https://yike.example.cn' })
  expect(link.stdout).toMatch(/^https:\/\/yike\.example\.cn\/#\/resident\/pages\/my-roles\/index\?code=[\w-]{30}\n/)
  const bare = run('district.mjs')
  expect([bare.status, bare.stderr]).toEqual([2, expect.stringContaining('PUBLIC_URL')])
  expect(run('district.mjs', {}, '--at', 'https://other.example.cn/').stdout).toMatch(
    /^https:\/\/other\.example\.cn\/#/,
  )
})

test('a database that does not answer is one line and 1', () => {
  const { status, stderr } = run('doctor.mjs', { DATABASE_URL: 'postgres://yike@127.0.0.1:1/yike' })
  expect([status, stderr.trim().split('\n').length, stderr]).toEqual([1, 1, expect.stringContaining('does not answer')])
})
