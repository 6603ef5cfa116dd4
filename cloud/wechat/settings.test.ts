import { readEnv } from '../runtime/env'
import type { DistrictEnv } from '../runtime/tenant/settings'
import { BadEnv } from '../util/bad-env'

const KEY = Buffer.alloc(32, 1).toString('base64')
const NEXT = Buffer.alloc(32, 2).toString('base64')
const APP = { WECHAT_APPID: 'wx0123456789abcdef', WECHAT_SECRET: 'f'.repeat(32) }
const COMPLETE = { ...APP, SEAL_KEYS: `k2:${NEXT}, k1:${KEY}`, FIND_KEY: KEY }
const bytes = (nth: number) => new Uint8Array(32).fill(nth)

const read = (from: Record<string, string>) => readEnv(from).districts[0] as DistrictEnv

function errorOf(from: Record<string, string>): string {
  try {
    readEnv(from)
    return ''
  } catch (fault) {
    expect(fault).toBeInstanceOf(BadEnv)
    return (fault as Error).message
  }
}
const invalidNames = (from: Record<string, string>) =>
  errorOf(from)
    .split('\n')
    .map((line) => line.split(' ')[0])

test('without an app id WeChat is off, and nothing else is required', () => {
  const { wechat, sealing } = read({})
  expect([wechat, sealing]).toEqual([undefined, undefined])
  expect(read({ WECHAT_APPID: ' ', WECHAT_SECRET: '' }).wechat).toBeUndefined()
})

test('an app id, its secret and the sealing keys are enough', () => {
  const { wechat, sealing } = read(COMPLETE)
  expect(wechat).toEqual({
    appid: APP.WECHAT_APPID,
    secret: APP.WECHAT_SECRET,
    api: 'https://api.weixin.qq.com',
    open: 'https://open.weixin.qq.com',
    release: 'release',
    templates: {},
  })
  expect(sealing).toEqual({
    keys: [
      { id: 'k2', key: bytes(2) },
      { id: 'k1', key: bytes(1) },
    ],
    find: bytes(1),
  })
})

test('values of the environment override the defaults', () => {
  const template = 'A'.repeat(43)
  const { wechat } = read({
    ...COMPLETE,
    WECHAT_API: 'http://127.0.0.1:9999/',
    WECHAT_OPEN: 'http://127.0.0.1:9998/',
    WECHAT_RELEASE: 'trial',
    WECHAT_OFFICIAL_APPID: 'wx00000000000000ff',
    WECHAT_OFFICIAL_SECRET: '0'.repeat(32),
    WECHAT_TEMPLATE_MOVED: template,
    WECHAT_PUSH_TOKEN: 'AAAAA',
  })
  expect(wechat).toMatchObject({
    api: 'http://127.0.0.1:9999',
    open: 'http://127.0.0.1:9998',
    release: 'trial',
    official: { appid: 'wx00000000000000ff', secret: '0'.repeat(32) },
    templates: { moved: template },
    pushToken: 'AAAAA',
  })
})

test.each([
  ['WECHAT_APPID', 'wx123'],
  ['WECHAT_SECRET', 'short'],
  ['WECHAT_API', 'http://api.weixin.qq.com'],
  ['WECHAT_API', 'api.weixin.qq.com'],
  ['WECHAT_API', 'https://me:geheim@wechat'],
  ['WECHAT_OPEN', 'http://open.weixin.qq.com'],
  ['WECHAT_RELEASE', 'beta'],
  ['WECHAT_OFFICIAL_APPID', 'gh_1'],
  ['WECHAT_TEMPLATE_TOMORROW', 'a b'],
  ['WECHAT_PUSH_TOKEN', 'no-dashes'],
  ['SEAL_KEYS', KEY],
  ['SEAL_KEYS', `k1:${KEY},k1:${NEXT}`],
  ['SEAL_KEYS', `k1:${Buffer.alloc(16).toString('base64')}`],
  ['SEAL_KEYS', `k1:${KEY}:more`],
  ['FIND_KEY', 'x'],
])('%s may not be %s', (name, value) => {
  expect(invalidNames({ ...COMPLETE, [name]: value })).toContain(name)
  // A secret value is not shown.
  if (/SECRET|TOKEN|KEY|API/.test(name)) expect(errorOf({ ...COMPLETE, [name]: value })).not.toContain(value)
})

test('values that belong together are required together', () => {
  expect(invalidNames(APP)).toEqual(['SEAL_KEYS', 'FIND_KEY'])
  expect(invalidNames({ WECHAT_APPID: APP.WECHAT_APPID })).toEqual(['WECHAT_SECRET'])
  expect(invalidNames({ WECHAT_SECRET: APP.WECHAT_SECRET })).toEqual(['WECHAT_APPID'])
  expect(invalidNames({ WECHAT_OFFICIAL_SECRET: APP.WECHAT_SECRET })).toEqual(['WECHAT_OFFICIAL_APPID'])
  expect(invalidNames({ FIND_KEY: KEY })).toEqual(['SEAL_KEYS'])
  expect(invalidNames({ SEAL_KEYS: `k1:${KEY}` })).toEqual(['FIND_KEY'])
})

test('invalid WeChat values are reported together with other invalid values', () => {
  expect(invalidNames({ ...COMPLETE, PORT: 'x', WECHAT_APPID: 'y', WECHAT_API: 'z' })).toEqual([
    'PORT',
    'WECHAT_APPID',
    'WECHAT_API',
  ])
})
