import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { MORNING, startCloud } from '../cloud'
import { type Cloud, chooseHere, loginAs, openPhone, SESSION } from './weapp-phone'

let cloud: Cloud
before(async () => {
  cloud = await startCloud()
})
after(() => cloud.stop())

test('a session and its booking lead to one another without end, and back leads out', async () => {
  const phone = await openPhone(cloud, MORNING)
  await loginAs(phone, /^林晓梅/)
  await chooseHere(phone)
  await phone.open(`/pages/session/index?id=${SESSION}`)
  await phone.tap('小宝')
  await phone.tap(/^预约 \d 位/)
  assert.equal(phone.page.route, 'pages/booking/index')
  for (let round = 0; round < 20; round++) {
    await phone.tap('看这场活动')
    assert.equal(phone.page.route, 'pages/session/index')
    await phone.tap(/^看预约/)
    assert.equal(phone.page.route, 'pages/booking/index')
  }
})
