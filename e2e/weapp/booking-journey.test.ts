import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { MORNING, startCloud } from '../cloud'
import { launch } from './harness/launch'
import { qrTextOn } from './weapp-phone'

let cloud: Awaited<ReturnType<typeof startCloud>>
before(async () => {
  cloud = await startCloud()
})
after(() => cloud.stop())

const phoneAt = (path: string) =>
  launch({ dist: 'dist/weapp', cloud: cloud.at, path, now: MORNING, location: { latitude: 23.179, longitude: 113.5 } })
type Phone = Awaited<ReturnType<typeof phoneAt>>

async function loginAs(phone: Phone, name: RegExp) {
  await phone.open('/pages/login/index')
  await phone.tap(name)
}

test('a pass for two is scanned once, then reported as a repeat, and is on the roster', async () => {
  const resident = await phoneAt('/pages/nearby/index')
  await resident.tap('看看我身边')
  assert.match(resident.text(), /15 分钟内 \d+ 处/)
  await resident.tap(/^红小宝基地/)
  assert.match(resident.text(), /可约的场次/)
  await resident.tap(/^绘本故事会，15:00/)
  await resident.tap('登录后预约')
  await resident.tap(/^林晓梅/)
  assert.equal(resident.page.route, 'pages/session/index')
  await resident.tap('小宝')
  await resident.tap('预约 2 位')
  assert.equal(resident.page.route, 'pages/booking/index')
  assert.match(resident.text(), /林晓梅、小宝/)
  assert.match(resident.text(), /今天.{2} \d+:\d\d 前可以在这里取消/)
  const pass = qrTextOn(resident)
  assert.match(pass, /^YK2:/)

  const manager = await phoneAt('/pages/mine/index')
  await loginAs(manager, /^梁慧/)
  await manager.tap('站点管理')
  await manager.tap(/^红小宝基地/)
  await manager.tap(/^绘本故事会，15:00/)
  assert.match(manager.text(), /到场 0 位，共 \d+ 位/)
  await manager.tap('扫码')
  await manager.tap('打开摄像头')
  await manager.scan(pass)
  assert.match(manager.text(), /林\*梅 · 2 位 · 请进/)
  // The code stays in view: the camera reports it again only after a pause.
  await manager.wait(5_000)
  await manager.scan(pass)
  assert.match(manager.text(), /已经进来过 · 10:0\d/)
  await manager.back()
  assert.match(manager.text(), /到场 2 位/)
  assert.match(manager.text(), /扫码 10:0\d/)

  for (const phone of [resident, manager]) {
    assert.deepEqual(phone.errors, [])
    phone.close()
  }
  assert.deepEqual(cloud.logged, [])
})
