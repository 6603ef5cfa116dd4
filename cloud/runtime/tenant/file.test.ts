import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BadEnv } from '../../util/bad-env'
import { readEnv } from '../env'

const folder = mkdtempSync(join(tmpdir(), 'yike-districts-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const DISTRICTS = join(folder, 'districts.json')
const write = (content: unknown) =>
  writeFileSync(DISTRICTS, typeof content === 'string' ? content : JSON.stringify(content))
const HP = { DISTRICT_ID: 'hp', DISTRICT_TITLE: '黄埔一刻', DATABASE_URL: 'postgres://yike:geheim@db/hp' }
const TY = { DISTRICT_ID: 'ty', DATABASE_URL: 'postgres://yike:geheim@db/ty' }

/** The lines of the one message. */
function mistakes(content: unknown, more: Record<string, string> = {}): string[] {
  write(content)
  try {
    readEnv({ DISTRICTS, ...more })
    return []
  } catch (fault) {
    expect(fault).toBeInstanceOf(BadEnv)
    expect((fault as Error).message).not.toContain('geheim')
    return (fault as Error).message.split('\n')
  }
}

test('each host name has a district with its own variables', () => {
  write({
    'HP.Example.cn': HP,
    'ty.example.cn': { ...TY, STRIKES_MOST: 5, DATABASE_POOL: '1', PUBLIC_URL: 'https://ty.cn' },
  })
  const { districts, demo, port } = readEnv({ DISTRICTS, PORT: '9000' })
  expect([port, demo]).toEqual([9000, false])
  expect(districts).toEqual([
    {
      id: 'hp',
      title: '黄埔一刻',
      host: 'hp.example.cn',
      publicUrl: 'https://hp.example.cn',
      databaseUrl: HP.DATABASE_URL,
      dataDir: '.data',
      pool: 2,
      strikes: { most: 3, days: 30 },
    },
    expect.objectContaining({
      id: 'ty',
      title: '一刻',
      pool: 1,
      publicUrl: 'https://ty.cn',
      strikes: { most: 5, days: 30 },
    }),
  ])
})

test('all mistakes are told at once, by host and variable, and no password', () => {
  const broken = {
    'a b': HP,
    'hp.cn': {
      ...HP,
      DISTRICT_ID: 'HP',
      STRIKES_DAYS: '0',
      STRIKE_DAYS: '3',
      SIGN_LIGHT: '#C01F1B',
      DATABASE_URL: 'mysql://geheim',
    },
    'ty.cn': { DISTRICT_TITLE: ['x'], WECHAT_APPID: 'wx0', PUBLIC_URL: 'https://ty.cn/app' },
    'xx.cn': 'postgres://geheim',
  }
  expect(mistakes(broken, { PORT: 'x' }).map((line) => line.split(' ').slice(0, 3).join(' '))).toEqual([
    'PORT must be',
    'DISTRICTS: a b',
    'DISTRICTS: hp.cn: STRIKE_DAYS',
    'DISTRICTS: hp.cn: DISTRICT_ID',
    'DISTRICTS: hp.cn: SIGN_LIGHT',
    'DISTRICTS: hp.cn: DATABASE_URL',
    'DISTRICTS: hp.cn: STRIKES_DAYS',
    'DISTRICTS: ty.cn: DISTRICT_TITLE',
    'DISTRICTS: ty.cn: DISTRICT_ID',
    'DISTRICTS: ty.cn: PUBLIC_URL',
    'DISTRICTS: ty.cn: DATABASE_URL',
    'DISTRICTS: ty.cn: WECHAT_APPID',
    'DISTRICTS: ty.cn: WECHAT_SECRET',
    'DISTRICTS: xx.cn must',
  ])
})

test('two districts share no host name, id or database', () => {
  const same = { ...TY, DATABASE_URL: 'postgresql://other:word@DB:5432/hp?sslmode=require' }
  expect(
    mistakes({
      'hp.cn': HP,
      'HP.CN.': TY,
      'a.cn': { ...TY, DATABASE_URL: 'postgres://db/a' },
      'b.cn': { ...same, DISTRICT_ID: 'bb' },
    }),
  ).toEqual([
    'DISTRICTS: hp.cn: host must not be that of hp.cn too',
    'DISTRICTS: a.cn: DISTRICT_ID must not be that of hp.cn too',
    'DISTRICTS: b.cn: DATABASE_URL must not be that of hp.cn too',
  ])
})

test('two districts share no place of their files', () => {
  const s3 = { STORAGE_URL: 'https://cos.cn', STORAGE_BUCKET: 'yike', STORAGE_KEY_ID: 'k', STORAGE_SECRET: 'geheim' }
  const both = (hp: object, ty: object) => mistakes({ 'hp.cn': { ...HP, ...hp }, 'ty.cn': { ...TY, ...ty } })
  expect(both({ STORAGE_DIR: '/var/yike' }, { STORAGE_DIR: '/var/yike/' })).toEqual([
    'DISTRICTS: ty.cn: STORAGE_DIR must not be that of hp.cn too',
  ])
  expect(both(s3, s3)).toEqual(['DISTRICTS: ty.cn: STORAGE_PREFIX must not be that of hp.cn too'])
  expect(both({ ...s3, STORAGE_PREFIX: 'hp/' }, { ...s3, STORAGE_PREFIX: 'ty/' })).toEqual([])
})

test('what is one district’s does not stand in the environment as well', () => {
  const stray = {
    DATABASE_URL: 'postgres://me:geheim@db/x',
    STRIKES_MOST: '9',
    DATA_DIR: '/tmp/x',
    METRICS_PORT: '9464',
  }
  expect(mistakes({ 'hp.cn': HP }, stray).map((line) => line.split(' ')[0])).toEqual([
    'DATABASE_URL',
    'STRIKES_MOST',
    'DATA_DIR',
  ])
})

test.each([
  ['', 'a JSON object'],
  ['{"hp.cn": {"DATABASE_URL": "geheim"', 'a JSON object'],
  ['[]', 'a JSON object'],
  ['{}', 'a JSON object'],
])('a file that is %s is refused', (text, says) => {
  expect(mistakes(text)).toEqual([expect.stringContaining(says)])
})

test('a file that is not there is named', () => {
  expect(() => readEnv({ DISTRICTS: join(folder, 'none.json') })).toThrow(/none\.json cannot be read: ENOENT/)
})
