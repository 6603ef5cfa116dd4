import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { test } from 'node:test'
import { releaseFaults } from './release.mjs'
import { root } from './setup.mjs'

const TOURIST = { appid: 'touristappid' }
const OURS = { appid: 'wx0123456789abcdef' }
const faultsOf = (settings, project = OURS) => releaseFaults(settings, project).map((fault) => fault.split(' ')[0])

test('a release needs the id of a mini-program', () => {
  const settings = { TARO_APP_CLOUD: 'https://yike.example.cn' }
  assert.deepEqual(faultsOf(settings, TOURIST), ['TARO_APP_ID'])
  assert.deepEqual(faultsOf({ ...settings, TARO_APP_ID: 'wx123' }, TOURIST), ['TARO_APP_ID'])
  assert.deepEqual(faultsOf({ ...settings, TARO_APP_ID: OURS.appid }, TOURIST), [])
  assert.deepEqual(faultsOf(settings), [])
})

test('a release by transport request needs a public https address of the cloud', () => {
  assert.deepEqual(faultsOf({}), ['TARO_APP_CLOUD'])
  for (const local of ['http://127.0.0.1:8080', 'https://localhost', 'http://yike.example.cn'])
    assert.deepEqual(faultsOf({ TARO_APP_CLOUD: local }), ['TARO_APP_CLOUD'], local)
  assert.deepEqual(faultsOf({ TARO_APP_TRANSPORT: 'function' }), [])
})

test('`npm run release:weapp` without settings stops with sentences, before it builds anything', () => {
  const env = { ...process.env, TARO_APP_ID: '', TARO_APP_CLOUD: '', TARO_APP_TRANSPORT: '' }
  const { status, stdout, stderr } = spawnSync('npm', ['run', '-s', 'release:weapp'], {
    cwd: root,
    env,
    encoding: 'utf8',
  })
  assert.equal(status, 2)
  assert.match(stderr, /TARO_APP_ID must be .*touristappid/)
  assert.match(stderr, /TARO_APP_CLOUD is required/)
  assert.equal(stdout, '')
})
