import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { checkInCodePath } from '@core/attendance/check-in-code'
import { MORNING, startCloud } from '../cloud'
import { readQr } from '../read-qr'
import { descendants, tagOf, text } from './harness/view/tree'
import { type Cloud, loginAs, openPhone, type Phone } from './weapp-phone'

/** An unstaffed room; it begins in an hour, so self check-in is open. */
const SESSION = 'hp001.room-2611231100'
/** Position of hp001 in GCJ-02, and a position three kilometres away. */
const STATION = { latitude: 23.18, longitude: 113.495 }
const AWAY = { latitude: 23.207, longitude: 113.495 }

let cloud: Cloud
before(async () => {
  cloud = await startCloud()
})
after(() => cloud.stop())

/** Text of the check-in code on this phone's screen. */
function checkInCodeOn(phone: Phone): string {
  const image = descendants(phone.root).find((one) => tagOf(one) === 'image' && /^data:/.test(text(one, 'src')))
  return readQr(image ? text(image, 'src') : '')
}

/** Path by which WeChat's scanner opens the page: with the whole URL, encoded. */
const scanned = (address: string) => `/resident/pages/check-in/index?q=${encodeURIComponent(address)}`

async function book(phone: Phone): Promise<void> {
  await phone.open(`/pages/session/index?id=${SESSION}`)
  await phone.tap('预约 1 位')
}

test('scanned by WeChat, a screen code checks in without a position, a paper code requires one', async () => {
  const manager = await openPhone(cloud, MORNING)
  await loginAs(manager, /^梁慧/)
  await manager.open(`/manager/pages/check-in-code/index?id=${SESSION}`)
  const screen = checkInCodeOn(manager)
  assert.match(screen, /\/w\?code=YW1%3A/)
  await manager.tap('打印纸质签到码')
  const paper = checkInCodeOn(manager)
  assert.notEqual(paper, screen)
  assert.match(manager.text(), /手机里打印不了/)
  assert.deepEqual(manager.errors, [])
  manager.close()

  const phone = await openPhone(cloud, MORNING, { location: 'denied' })
  await phone.open(scanned(screen))
  assert.match(phone.text(), /先登录/)
  await loginAs(phone, /^林晓梅/)
  await book(phone)
  await phone.open(scanned(paper))
  assert.match(phone.text(), /请允许使用位置/)
  await phone.open(scanned(screen))
  assert.match(phone.text(), /到场了/)
  assert.match(phone.text(), /林晓梅 · 1 位/)
  assert.deepEqual(phone.errors, [])
  phone.close()
})

for (const [where, location, expected] of [
  ['three kilometres away is refused', AWAY, /您离站点还有 30\d0 米/],
  ['at the station checks in', STATION, /到场了/],
] as const) {
  test(`a paper code scanned ${where}`, async () => {
    const manager = await openPhone(cloud, MORNING)
    await loginAs(manager, /^梁慧/)
    await manager.open(`/manager/pages/check-in-code/index?id=${SESSION}`)
    await manager.tap('打印纸质签到码')
    const paper = checkInCodeOn(manager)
    manager.close()
    const phone = await openPhone(cloud, MORNING, { location })
    await loginAs(phone, /^陈伯安/)
    if (location === AWAY) await book(phone)
    await phone.open(scanned(paper))
    assert.match(phone.text(), expected)
    assert.deepEqual(phone.errors, [])
    phone.close()
  })
}

test('staff take a self check-in back, without signal too; then the person is sent to them', async () => {
  const manager = await openPhone(cloud, MORNING)
  await loginAs(manager, /^梁慧/)
  await manager.open(`/manager/pages/check-in-code/index?id=${SESSION}`)
  const screen = checkInCodeOn(manager)
  const phone = await openPhone(cloud, MORNING)
  await loginAs(phone, /^周建明/)
  await book(phone)
  await phone.open(scanned(screen))
  assert.match(phone.text(), /到场了/)

  await manager.open(`/manager/pages/roster/index?id=${SESSION}`)
  assert.match(manager.text(), /周\*明[\s\S]*自己签到 10:0\d/)
  await manager.offline(true)
  await manager.tap(/^撤回签到 周\*明/)
  assert.match(manager.text(), /撤回周\*明的签到？/)
  await manager.tap('确认撤回')
  assert.match(manager.text(), /已撤回，没有计入[\s\S]*还没有传上去/)
  assert.doesNotMatch(manager.text(), /周\*明[\s\S]{0,20}自己签到/)
  await manager.restart(`/manager/pages/roster/index?id=${SESSION}`)
  await manager.offline(false)
  await manager.open(`/manager/pages/roster/index?id=${SESSION}`)
  await manager.wait(1_000)
  assert.doesNotMatch(manager.text(), /周\*明[\s\S]{0,20}自己签到/)
  assert.deepEqual(manager.errors, [])
  manager.close()
  const events = cloud.logged.splice(0).map((line) => JSON.parse(line).event)
  assert.deepEqual(events, ['check-in-taken-back'])

  await phone.open(scanned(screen))
  assert.match(phone.text(), /签到已由工作人员撤回。人到了，请找工作人员登记/)
  await phone.open('/pages/mine/index')
  assert.doesNotMatch(phone.text(), /到场了/)
  assert.deepEqual(phone.errors, [])
  phone.close()
})

test('a foreign or malformed code is reported as no check-in code', async () => {
  const phone = await openPhone(cloud, MORNING)
  await loginAs(phone, /^陈伯安/)
  for (const address of ['https://example.com/pay?me=1', `http://x${checkInCodePath('YW1:GGW')}`]) {
    await phone.open(scanned(address))
    assert.match(phone.text(), /这不是一刻的签到码/)
  }
  assert.deepEqual(phone.errors, [])
  phone.close()
  assert.deepEqual(cloud.logged, [])
})

test('a manager reads what to turn on where an activity has no self check-in', async () => {
  const manager = await openPhone(cloud, MORNING)
  await loginAs(manager, /^梁慧/)
  await manager.open('/manager/pages/check-in-code/index?id=hp001.meet-2611231400')
  assert.match(manager.text(), /站长可以在“场次安排”里选上/)
  assert.doesNotMatch(manager.text(), /请出示凭证/)
  assert.deepEqual(manager.errors, [])
  manager.close()
})
