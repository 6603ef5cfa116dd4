import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import { MORNING, startCloud } from '../cloud'
import { bookGuest, DOOR, rosterOf } from '../door'
import { type Cloud, loginAs, openPhone, type Phone } from './weapp-phone'

let cloud: Cloud
beforeEach(async () => {
  cloud = await startCloud()
})
afterEach(() => cloud.stop())

/** A manager's phone on the scan page, with the day's door pack. */
async function openScanPage(): Promise<Phone> {
  const phone = await openPhone(cloud, MORNING)
  await loginAs(phone, /^梁慧/)
  await phone.open(`/manager/pages/scan/index?session=${DOOR.session}`)
  assert.match(phone.text(), /10:0\d 的名单已保存到这台手机/)
  await phone.tap('打开摄像头')
  return phone
}
/** Advances the clocks of the cloud and of these phones together. */
async function advanceAll(ms: number, phones: Phone[]): Promise<void> {
  cloud.advance(ms)
  for (const phone of phones) await phone.wait(ms)
}
const nowOn = (phone: Phone) => phone.clock.now()
const scanHistoryOf = (phone: Phone) => phone.text().slice(phone.text().indexOf('这台手机扫过的'))

/** Two offline phones scan the same pass; a booking is cancelled meanwhile; then they sync, in this order. */
for (const order of [
  ['first', 'second'],
  ['second', 'first'],
] as const) {
  test(`two offline phones scan the same pass; synced ${order[0]} first, both show one roster`, async () => {
    const attending = await bookGuest(cloud.at, 'elder')
    const cancelling = await bookGuest(cloud.at, 'member')
    const byName = { first: await openScanPage(), second: await openScanPage() }
    const phones = Object.values(byName)
    for (const phone of phones) await phone.offline(true)
    // After both phones have loaded their door pack.
    await cancelling.cancel()

    await byName.first.scan(attending.shownAt(nowOn(byName.first)))
    assert.match(byName.first.text(), /陈\*安 · 1 位 · 请进/)
    assert.match(byName.first.text(), /这台手机核对过，还没有传上去/)
    await advanceAll(20_000, phones)
    await byName.second.scan(attending.shownAt(nowOn(byName.second)))
    assert.match(byName.second.text(), /陈\*安 · 1 位 · 请进/)
    await advanceAll(5_000, phones)
    await byName.second.scan(cancelling.shownAt(nowOn(byName.second)))
    assert.match(byName.second.text(), /周\*明 · 1 位 · 请进/)
    assert.match(byName.second.text(), /还有 2 条没有传上去/)

    for (const name of order) await byName[name].offline(false)
    // After half a minute the first to send loads the roster again.
    await advanceAll(31_000, phones)
    assert.match(scanHistoryOf(byName.first), /陈\*安[\s\S]*另一台手机也扫过，只算一次/)
    assert.match(scanHistoryOf(byName.second), /周\*明[\s\S]*这个预约已经取消了/)
    assert.match(scanHistoryOf(byName.second), /陈\*安[\s\S]*重复：10:0\d 已经扫过，只算一次/)
    for (const phone of phones) assert.doesNotMatch(phone.text(), /没有传上去/)

    const rosters = []
    for (const phone of phones) {
      await phone.open(`/manager/pages/roster/index?id=${DOOR.session}`)
      assert.match(phone.text(), /扫码 10:0\d\s*扫过 2 次/)
      assert.match(phone.text(), /已放行，待核对\s*周\*明 · 1 位\s*10:0\d\s*这个预约已经取消了/)
      rosters.push(phone.text())
      assert.deepEqual(phone.errors, [])
      phone.close()
    }
    assert.equal(rosters[0], rosters[1])
    const roster = JSON.stringify(await rosterOf(cloud.at))
    assert.match(roster, /"again":1/)
    assert.deepEqual(cloud.logged, [])
  })
}

test('offline, stale, forged and cancelled passes are refused, a card is accepted, a scan is undone', async () => {
  const elder = await bookGuest(cloud.at, 'elder')
  const member = await bookGuest(cloud.at, 'member')
  const card = await elder.card()
  const cancelledCard = await member.card()
  await member.cancel()
  const phone = await openScanPage()
  await phone.offline(true)

  const screenshot = elder.shownAt(nowOn(phone))
  await advanceAll(91_000, [phone])
  await phone.scan(screenshot)
  assert.match(phone.text(), /这张凭证已过期，可能是截图/)
  await phone.scan(`${screenshot.slice(0, -1)}${screenshot.endsWith('0') ? '1' : '0'}`)
  assert.match(phone.text(), /这不是一刻的凭证/)
  await phone.scan(cancelledCard)
  assert.match(phone.text(), /这个预约已经取消了|名单上没有这一位/)

  await phone.scan(card)
  assert.match(phone.text(), /陈\*安 · 1 位 · 请进/)
  assert.match(phone.text(), /这是纸卡。请看一眼照片/)
  await phone.tap(/^撤回/)
  assert.match(phone.text(), /已撤回，没有计入/)
  await advanceAll(5_000, [phone])
  await phone.scan(card)
  assert.match(phone.text(), /陈\*安 · 1 位 · 请进/)
  await advanceAll(11_000, [phone])
  assert.doesNotMatch(phone.text(), /撤回（/)

  await phone.tap('现场来的')
  await phone.tap('2 位')
  assert.match(phone.text(), /现场来的 2 位 · 请进/)

  // The app is killed while offline; no scan is lost.
  await phone.restart(`/manager/pages/scan/index?session=${DOOR.session}`)
  assert.match(phone.text(), /还有 4 条没有传上去/)
  await phone.offline(false)
  await phone.wait(1_000)
  assert.doesNotMatch(phone.text(), /没有传上去/)
  await phone.open(`/manager/pages/roster/index?id=${DOOR.session}`)
  assert.match(phone.text(), /现场来的 2 位/)
  assert.match(phone.text(), /纸卡 10:0\d/)
  assert.deepEqual(phone.errors, [])
  phone.close()
  assert.deepEqual(cloud.logged, [])
})
