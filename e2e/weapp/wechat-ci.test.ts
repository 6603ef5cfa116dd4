import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { wechatCiFaults } from './harness/package/wechat-ci'

const folder = mkdtempSync(join(tmpdir(), 'wechat-ci-'))
after(() => rmSync(folder, { recursive: true, force: true }))

/** Faults of the built package after this change of its app.json. */
function faultsWith(change: Record<string, unknown>): Promise<string[]> {
  cpSync('dist/weapp', folder, { recursive: true })
  const path = join(folder, 'app.json')
  writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, 'utf8')), ...change }))
  return wechatCiFaults(folder)
}

test('miniprogram-ci finds no fault in the built package', async () => {
  assert.deepEqual(await wechatCiFaults('dist/weapp'), [])
})

test('miniprogram-ci reports a setting of the wrong type or name, and one that refers to nothing', async () => {
  assert.match((await faultsWith({ darkmode: 'yes' })).join('\n'), /app\.json: .*darkmode/)
  assert.match((await faultsWith({ darkMode: true })).join('\n'), /app\.json: .*darkMode/)
  const preloadRule = { 'pages/nearby/index': { packages: ['gone'] } }
  assert.match((await faultsWith({ preloadRule })).join('\n'), /gone\/? not found|gone\/? ?未找到/)
})
