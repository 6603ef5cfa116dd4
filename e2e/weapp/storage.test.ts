import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { MORNING, startCloud } from '../cloud'
import { type Cloud, loginAs, openPhone, type Phone } from './weapp-phone'

const ROOM = 'hp001.room-2611231800'

let cloud: Cloud
before(async () => {
  cloud = await startCloud()
  const phone = await openPhone(cloud, MORNING)
  await loginAs(phone, /^周建明/)
  await phone.open(`/pages/session/index?id=${ROOM}`)
  await phone.tap('预约 1 位')
  await phone.close()
})
after(() => cloud.stop())

/** A phone of somebody with a booking. */
async function phoneWithBooking(): Promise<Phone> {
  const phone = await openPhone(cloud, MORNING)
  await loginAs(phone, /^周建明/)
  await phone.open('/pages/mine/index')
  assert.match(phone.text(), /24小时自习室/)
  return phone
}

test('the app opens on a phone whose storage can be neither read nor written', async () => {
  const phone = await phoneWithBooking()
  phone.device.unusable = () => true
  await phone.restart('/pages/nearby/index')
  await phone.tap('看看我身边')
  assert.match(phone.text(), /萝岗/)
  await phone.tap('我的')
  assert.deepEqual(phone.errors, [])
  phone.device.unusable = () => false
  await phone.restart('/pages/mine/index')
  assert.match(phone.text(), /24小时自习室/)
  assert.deepEqual(phone.errors, [])
  await phone.close()
})

/** Staff of this station, on the page where they scan. */
const SCAN = '/manager/pages/scan/index?session=hp003.story-2611231500'
const UNSENT = '[{"scan":{"kind":"in"'

async function phoneAtDoor(): Promise<Phone> {
  const phone = await openPhone(cloud, MORNING)
  await loginAs(phone, /^梁慧/)
  return phone
}
async function letWalkIn(phone: Phone): Promise<void> {
  await phone.tap('现场来的')
  await phone.tap('1 位')
}

test('scans that cannot be understood are kept apart, which is said once, and new ones are stored', async () => {
  const phone = await phoneAtDoor()
  phone.device.storage.set('yike.scans', UNSENT)
  await phone.restart(SCAN)
  assert.match(phone.text(), /扫码记录有一些读不出来，已原样保存在这台手机里/)
  await letWalkIn(phone)
  assert.equal(phone.device.storage.get('yike.scans.aside'), UNSENT)
  assert.match(String(phone.device.storage.get('yike.scans')), /walk-in/)
  await phone.restart(SCAN)
  assert.doesNotMatch(phone.text(), /读不出来/)
  assert.deepEqual(phone.errors, [])
  await phone.close()
})

test('scans that cannot be read are not written over, and are sent once they can be', async () => {
  const phone = await phoneAtDoor()
  await phone.restart(SCAN)
  await phone.offline(true)
  await letWalkIn(phone)
  phone.device.unusable = (key) => key === 'yike.scans'
  await phone.restart(SCAN)
  await letWalkIn(phone)
  assert.match(phone.text(), /手机存储满了|存储/)
  phone.device.unusable = () => false
  await letWalkIn(phone)
  assert.match(phone.text(), /还有 3 条没有传上去/)
  await phone.restart(SCAN)
  assert.match(phone.text(), /还有 3 条没有传上去/)
  assert.deepEqual(phone.errors, [])
  await phone.close()
})

test('what one unreadable key held comes again with the next sync', async () => {
  const phone = await phoneWithBooking()
  phone.device.unusable = (key) => key === 'yike.bookings'
  await phone.restart('/pages/mine/index')
  assert.match(phone.text(), /24小时自习室/)
  assert.deepEqual(phone.errors, [])
  await phone.close()
})
