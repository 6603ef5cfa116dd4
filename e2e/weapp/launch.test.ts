import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { MORNING, startCloud } from '../cloud'
import { launch } from './harness/launch'
import { type Cloud, openPhone } from './weapp-phone'

let cloud: Cloud
before(async () => {
  cloud = await startCloud()
})
after(() => cloud.stop())

test('a code or card for a page that is no more opens the first page', async () => {
  const phone = await launch({ dist: 'dist/weapp', cloud: cloud.at, now: MORNING, path: '/pages/gone/index?id=hp003' })
  assert.deepEqual(phone.stack, ['pages/nearby/index'])
  assert.match(phone.text(), /走路一刻钟/)
  assert.deepEqual(phone.errors, [])
  await phone.close()
})

test('a new version is offered once it is there, and used at once or later', async () => {
  const phone = await openPhone(cloud, MORNING)
  const updates = () => phone.actions.filter(({ name }) => name === 'applyUpdate').length
  await phone.downloadUpdate()
  assert.equal(phone.modal?.title, '有新版本')
  await phone.answerModal('晚一点')
  assert.equal(updates(), 0)
  await phone.downloadUpdate()
  await phone.answerModal('重新打开')
  assert.equal(updates(), 1)
  assert.deepEqual(phone.errors, [])
  await phone.close()
})

test('WeChat’s search sees public pages only, and each page that leads to a subpackage preloads it', async () => {
  const phone = await openPhone(cloud, MORNING)
  const { pkg } = phone
  type Rule = { action: string; page: string }
  const { rules } = pkg.json<{ rules: Rule[] }>(pkg.app.sitemapLocation ?? '')
  assert.deepEqual(
    rules.map(({ action, page }) => `${action} ${page}`),
    ['allow pages/nearby/index', 'allow pages/station/index', 'allow pages/session/index', 'disallow *'],
  )
  const preloaded = Object.values(pkg.app.preloadRule ?? {}).flatMap(({ packages }) => packages)
  assert.deepEqual([...new Set(preloaded)].sort(), [...pkg.subpackageRoots].sort())
  await phone.close()
})
