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

test('what one unreadable key held comes again with the next sync', async () => {
  const phone = await phoneWithBooking()
  phone.device.unusable = (key) => key === 'yike.bookings'
  await phone.restart('/pages/mine/index')
  assert.match(phone.text(), /24小时自习室/)
  assert.deepEqual(phone.errors, [])
  await phone.close()
})
