import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { MORNING, startCloud } from '../cloud'
import { fillSession, SESSION } from '../waitlist'
import { type Cloud, loginAs, openPhone } from './weapp-phone'

let cloud: Cloud
before(async () => {
  cloud = await startCloud()
})
after(() => cloud.stop())

test('a waiting household gets a notice and seats together once two others have cancelled', async () => {
  const [first, second] = await fillSession(cloud.at)
  const phone = await openPhone(cloud, MORNING)
  await loginAs(phone, /^林晓梅/)
  await phone.open(`/pages/session/index?id=${SESSION}`)
  await phone.tap('小宝')
  assert.match(phone.text(), /已约满/)
  await phone.tap('排队（2 位）')
  assert.equal(phone.page.route, 'pages/booking/index')
  assert.match(phone.text(), /第 1 组/)
  assert.match(phone.text(), /这 2 位要一起，等空出 2 个名额/)

  // One free seat is not enough: a group of two is not split.
  await first?.()
  await phone.open('/pages/mine/index')
  assert.match(phone.text(), /在排队/)
  await second?.()
  await phone.open('/resident/pages/inbox/index')
  assert.match(phone.text(), /有名额了：绘本故事会/)
  await phone.tap(/有名额了/)
  await phone.tap('接受')
  assert.match(phone.text(), /林晓梅、小宝/)
  assert.match(phone.text(), /\d{4} \d{4}/)
  assert.deepEqual(phone.errors, [])
  phone.close()
  assert.deepEqual(cloud.logged, [])
})
