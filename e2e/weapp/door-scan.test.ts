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

/** A manager's phone at the door, with the day's roster on it. */
async function openDoor(): Promise<Phone> {
  const phone = await openPhone(cloud, MORNING)
  await loginAs(phone, /^梁慧/)
  await phone.open(`/manager/pages/scan/index?session=${DOOR.session}`)
  assert.match(phone.text(), /名单 10:0\d 存到了这台手机/)
  await phone.tap('打开摄像头')
  return phone
}
/** The same time goes by for everybody. */
async function letPass(ms: number, phones: Phone[]): Promise<void> {
  cloud.pass(ms)
  for (const phone of phones) await phone.wait(ms)
}
const nowOn = (phone: Phone) => phone.clock.now()
const seen = (phone: Phone) => phone.text().slice(phone.text().indexOf('这台手机扫过的'))

/** Two phones offline with the same pass; one booking is cancelled meanwhile; then they come back, in this order. */
for (const order of [
  ['first', 'second'],
  ['second', 'first'],
] as const) {
  test(`two managers without signal, the ${order[0]} comes back first: one truth on both`, async () => {
    const stays = await bookGuest(cloud.at, 'elder')
    const goes = await bookGuest(cloud.at, 'member')
    const doors = { first: await openDoor(), second: await openDoor() }
    const both = Object.values(doors)
    for (const phone of both) await phone.offline(true)
    // After both phones have their roster.
    await goes.cancel()

    await doors.first.scan(stays.shownAt(nowOn(doors.first)))
    assert.match(doors.first.text(), /陈\*安 · 1 位 · 请进/)
    assert.match(doors.first.text(), /这台手机核对过，还没有传上去/)
    await letPass(20_000, both)
    await doors.second.scan(stays.shownAt(nowOn(doors.second)))
    assert.match(doors.second.text(), /陈\*安 · 1 位 · 请进/)
    await letPass(5_000, both)
    await doors.second.scan(goes.shownAt(nowOn(doors.second)))
    assert.match(doors.second.text(), /周\*明 · 1 位 · 请进/)
    assert.match(doors.second.text(), /还有 2 条没有传上去/)

    for (const name of order) await doors[name].offline(false)
    // Whoever was first to send looks again, as they would.
    await letPass(31_000, both)
    assert.match(seen(doors.first), /陈\*安[\s\S]*另一台手机也扫过，只算一次/)
    assert.match(seen(doors.second), /周\*明[\s\S]*这个预约已经取消了/)
    assert.match(seen(doors.second), /陈\*安[\s\S]*重复：10:0\d 已经扫过，只算一次/)
    for (const phone of both) assert.doesNotMatch(phone.text(), /没有传上去/)

    const rosters = []
    for (const phone of both) {
      await phone.open(`/manager/pages/roster/index?id=${DOOR.session}`)
      assert.match(phone.text(), /扫码 10:0\d\s*扫过 2 次/)
      assert.match(phone.text(), /放进来了，但要核对\s*周\*明 · 1 位\s*10:0\d\s*这个预约已经取消了/)
      rosters.push(phone.text())
      assert.deepEqual(phone.errors, [])
      phone.close()
    }
    assert.equal(rosters[0], rosters[1])
    const truth = JSON.stringify(await rosterOf(cloud.at))
    assert.match(truth, /"again":1/)
    assert.deepEqual(cloud.logged, [])
  })
}

test('a screenshot is refused, a card is accepted beside the roster alone, a mistake is taken back', async () => {
  const elder = await bookGuest(cloud.at, 'elder')
  const member = await bookGuest(cloud.at, 'member')
  const card = await elder.card()
  const gone = await member.card()
  await member.cancel()
  const phone = await openDoor()
  await phone.offline(true)

  const picture = elder.shownAt(nowOn(phone))
  await letPass(91_000, [phone])
  await phone.scan(picture)
  assert.match(phone.text(), /这张码过时了，可能是截图/)
  await phone.scan(`${picture.slice(0, -1)}${picture.endsWith('0') ? '1' : '0'}`)
  assert.match(phone.text(), /这张码不是一刻发的/)
  await phone.scan(gone)
  assert.match(phone.text(), /这个预约已经取消了|名单上没有这一位/)

  await phone.scan(card)
  assert.match(phone.text(), /陈\*安 · 1 位 · 请进/)
  assert.match(phone.text(), /这是纸卡。请看一眼照片/)
  await phone.tap(/^撤回/)
  assert.match(phone.text(), /撤回了，没有算/)
  await letPass(5_000, [phone])
  await phone.scan(card)
  assert.match(phone.text(), /陈\*安 · 1 位 · 请进/)
  await letPass(11_000, [phone])
  assert.doesNotMatch(phone.text(), /撤回（/)

  await phone.tap('现场来的')
  await phone.tap('2 位')
  assert.match(phone.text(), /现场来的 2 位 · 请进/)

  // The app is killed before there is signal again; nothing is lost.
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
