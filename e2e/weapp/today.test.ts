import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { HOUR } from '../../core/base/time'
import { MORNING, startCloud } from '../cloud'
import { type Cloud, loginAs, openPhone } from './weapp-phone'

/** Monday 17:30: more sessions than a page holds began in the four hours before, and are over. */
const EVENING = 7.5 * HOUR

let cloud: Cloud
before(async () => {
  cloud = await startCloud()
  cloud.advance(EVENING)
})
after(() => cloud.stop())

test('in the evening a manager sees the running and coming sessions at once', async () => {
  const phone = await openPhone(cloud, MORNING + EVENING)
  await loginAs(phone, /^梁慧/)
  await phone.open('/pages/mine/index')
  await phone.tap('站点管理')
  assert.match(phone.text(), /24小时自习室/)
  await phone.tap(/^放学作业角，17:40/)
  assert.match(phone.text(), /到场 \d+ 位/)
  assert.deepEqual(phone.errors, [])
  phone.close()
})
