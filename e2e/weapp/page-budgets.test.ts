import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { MORNING, startCloud } from '../cloud'
import { type Cloud, chooseHere, loginAs, openPhone, type Phone, SESSION } from './weapp-phone'

/** testing.md: what a page may hold, and what may cross to the view when it is opened. */
const NODES_MOST = 1000
const DEPTH_MOST = 30
const CHILDREN_MOST = 60
const FIRST_BYTES = 30 * 1024
const LIST_BYTES = 20 * 1024
const TAP_BYTES = 2 * 1024
const FIRST_CALLS = 2

let cloud: Cloud
let phone: Phone
before(async () => {
  cloud = await startCloud()
  phone = await openPhone(cloud, MORNING)
  await chooseHere(phone)
})
after(async () => {
  phone.close()
  await cloud.stop()
})

async function look(path: string) {
  phone.meter.reset()
  await phone.open(path)
  const nameless = phone.tappables().filter(({ text, ariaLabel }) => !text.trim() && !ariaLabel)
  assert.deepEqual(nameless, [], `${path}: can be touched and has no name`)
  assert.ok(phone.text().trim().length > 0, `${path} is blank`)
  assert.ok(!/\{\w+\}|undefined|NaN|\[object/.test(phone.text()), `${path}: ${phone.text()}`)
  assert.ok(phone.meter.bytes <= FIRST_BYTES, `${path}: ${phone.meter.bytes} bytes`)
  assert.ok(phone.meter.calls <= FIRST_CALLS + 1, `${path}: ${phone.meter.calls} setData calls`)
  const { nodes, depth, widest } = phone.size
  assert.ok(
    nodes <= NODES_MOST && depth <= DEPTH_MOST && widest <= CHILDREN_MOST,
    `${path}: ${nodes} nodes, ${depth} deep, ${widest} children`,
  )
  assert.deepEqual(phone.errors, [], path)
}

test('everybody’s pages: named, whole, small', async () => {
  await look('/pages/nearby/index')
  await look('/pages/agenda/index')
  await look('/pages/mine/index')
  await look('/pages/login/index')
  await look('/resident/pages/settings/index')
  await look('/resident/pages/privacy/index')
  await look('/resident/pages/login-code/index')
  await look('/resident/pages/computer-login/index')
  await look('/pages/station/index?id=hp003')
  await look(`/pages/session/index?id=${SESSION}`)
})

test('a person’s pages, in the care mode', async () => {
  await loginAs(phone, /^林晓梅/)
  await phone.open('/pages/mine/index')
  await phone.tap('大字')
  await look('/pages/mine/index')
  await look('/resident/pages/household/index')
  await look('/resident/pages/settings/index')
  await look('/resident/pages/privacy/index')
  await look('/resident/pages/inbox/index')
  await look('/resident/pages/strikes/index')
  await look('/resident/pages/draw/index?id=hp003.kite-2611281530')
  await look('/resident/pages/check-in/index')
  await look('/resident/pages/login-code/index')
  await look('/resident/pages/my-roles/index')
  await look(`/resident/pages/my-roles/index?code=${'A'.repeat(30)}`)
  await look(`/pages/session/index?id=${SESSION}`)
  phone.meter.reset()
  await phone.tap('小宝')
  assert.ok(
    phone.meter.calls === 1 && phone.meter.bytes <= TAP_BYTES,
    `a tap: ${phone.meter.bytes} bytes in ${phone.meter.calls} calls`,
  )
})

test('a manager’s pages', async () => {
  await loginAs(phone, /^梁慧/)
  await look('/manager/pages/today/index')
  await look(`/manager/pages/roster/index?id=${SESSION}`)
  await look(`/manager/pages/proxy-booking/index?id=${SESSION}`)
  await look('/resident/pages/ward/index?id=00000000-0000-4000-8000-000000000051')
  await look(`/manager/pages/scan/index?session=${SESSION}`)
  await look('/manager/pages/check-in-code/index?id=hp001.room-2611231100')
  await look('/manager/pages/poster/index?station=hp003')
  await look(`/manager/pages/poster/index?id=${SESSION}`)
  await look(`/manager/pages/waitlist/index?id=${SESSION}`)
  await look('/manager/pages/offerings/index')
  await look('/manager/pages/offering/index?station=hp003&id=hp003-story')
  await look('/manager/pages/closing-day/index')
  await look('/manager/pages/appeals/index')
  await look('/manager/pages/day-report/index?station=hp003')
  await look('/manager/pages/roles/index')
  await look('/resident/pages/my-roles/index')
})

test('another kind of station is one list, not one page', async () => {
  await phone.open('/pages/nearby/index')
  phone.meter.reset()
  await phone.tap('长者')
  assert.ok(phone.meter.bytes <= LIST_BYTES, `${phone.meter.bytes} bytes`)
})

test('what leads nowhere says so', async () => {
  await look('/pages/station/index?id=hp999')
  assert.match(phone.text(), /没有找到这个站/)
  await look('/pages/session/index?id=hp003.nothing-2611231500')
  assert.match(phone.text(), /没有找到这一场/)
  await look('/pages/booking/index?id=hp003.0000000000000000')
  assert.match(phone.text(), /没有找到这个预约/)
  await look('/resident/pages/check-in/index?code=YW1%3AGGW')
  assert.match(phone.text(), /这不是一刻的签到码/)
  await look('/resident/pages/card/index?id=hp003.0000000000000000')
  assert.match(phone.text(), /没有找到/)
})
