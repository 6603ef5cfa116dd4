import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createDatabase, type RealPostgres } from '../../testing/database/real-postgres'
import { buildCloud } from '../../testing/process/cloud-process'

const SCRIPT = join(__dirname, '../../../dist/cloud/district.mjs')
const folder = mkdtempSync(join(tmpdir(), 'yike-district-'))
const DISTRICTS = join(folder, 'districts.json')
const SECOND = `yike_added_${process.pid}`
let real: RealPostgres
let second: string
beforeAll(async () => {
  buildCloud()
  real = await createDatabase()
  const url = new URL(real.url)
  url.pathname = `/${SECOND}`
  second = url.href
})
afterAll(async () => {
  await real.open().query(`drop database if exists ${SECOND} with (force)`)
  await real.drop()
  rmSync(folder, { recursive: true })
})

const district = (args: string[], env: Record<string, string> = { DISTRICTS }) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [SCRIPT, ...args], {
    env: { PATH: process.env.PATH ?? '', ...env },
    encoding: 'utf8',
  })
  return { status, out: stdout, err: stderr }
}
const add = (id: string, host: string, database: string, ...more: string[]) =>
  district(['add', id, '--host', host, '--database', database, ...more])

test('the first district is added to a file that is made, closed to others', () => {
  const { status, out } = add('hp', 'HP.example.cn', real.url, '--title', '黄埔一刻')
  expect(out).toMatch(
    /^Found the database, and added hp to .*: served after a restart\.\nhttps:\/\/hp\.example\.cn\/#\/.*code=/,
  )
  expect(status).toBe(0)
  expect(statSync(DISTRICTS).mode & 0o777).toBe(0o600)
  const { 'hp.example.cn': hp, ...others } = JSON.parse(readFileSync(DISTRICTS, 'utf8'))
  expect(hp).toMatchObject({ DISTRICT_ID: 'hp', DISTRICT_TITLE: '黄埔一刻', DATABASE_URL: real.url })
  expect(others).toEqual({})
})

test('the next one gets a database that is created, migrated and has keys of its own', async () => {
  expect(add('ty', 'ty.example.cn', second)).toMatchObject({ status: 0, out: expect.stringMatching(/^Created/) })
  const found = await real.open().query('select datname from pg_database where datname = $1', [SECOND])
  expect(found).toHaveLength(1)
  const content = JSON.parse(readFileSync(DISTRICTS, 'utf8'))
  expect(Object.keys(content)).toEqual(['hp.example.cn', 'ty.example.cn'])
  expect(content['ty.example.cn'].SEAL_KEYS).not.toBe(content['hp.example.cn'].SEAL_KEYS)
})

test('they are listed without passwords, and each can be invited to', () => {
  const { out } = district(['list'])
  expect(out).toMatch(
    /^hp {2}hp\.example\.cn {2}黄埔一刻 {2}PostgreSQL \S+\nty {2}ty\.example\.cn {2}一刻 {2}PostgreSQL \S+\n$/,
  )
  expect(out).not.toContain('postgres:')
  expect(district([])).toMatchObject({ status: 2, err: 'Say which district: hp, ty.\n' })
  expect(district(['--district', 'xx'])).toMatchObject({
    status: 2,
    err: 'There is no district xx here, but hp, ty.\n',
  })
  expect(district(['--district', 'ty'])).toMatchObject({ status: 0, out: expect.stringMatching(/^https:\/\/ty\./) })
})

test('what is wrong is said at once, and the file stays as it is', () => {
  const before = readFileSync(DISTRICTS, 'utf8')
  const wrong = add('TY', 'ty.example.cn.', second.replace('postgres:', 'mysql:'))
  expect(wrong).toMatchObject({ status: 2, out: '' })
  expect(wrong.err).toMatch(/is in .* already[\s\S]*DISTRICT_ID must be[\s\S]*DATABASE_URL must be/)
  expect(add('ab', 'ab.cn', real.url).err).toContain('DATABASE_URL must not be that of hp.example.cn too')
  expect(add('ab', 'ab.cn', 'postgres://me:geheim@127.0.0.1:1/ab')).toMatchObject({ status: 2 })
  expect(add('ab', 'ab.cn', 'postgres://me:geheim@127.0.0.1:1/ab').err).not.toContain('geheim')
  expect(district(['add', 'ab'])).toMatchObject({ status: 2, err: expect.stringMatching(/^Usage:/) })
  expect(district(['add', 'ab', '--host', 'ab.cn', '--database', second], {}).err).toContain('DISTRICTS must name')
  expect(readFileSync(DISTRICTS, 'utf8')).toBe(before)
  expect(existsSync(`${DISTRICTS}.draft`)).toBe(false)
})

test('for one district the environment is enough, as before', () => {
  const { status, out } = district(['--at', 'https://hp.cn/'], { DATABASE_URL: real.url })
  expect([status, out.split('#')[0]]).toEqual([0, 'https://hp.cn/'])
})
