import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { MORNING, startCloud } from '../cloud'
import { type Cloud, chooseHere, loginAs, openPhone, type Phone, SESSION } from './weapp-phone'

/** Budgets of a page: the size of its node tree, and the setData traffic when it is opened. */
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

async function checkPage(path: string) {
  phone.meter.reset()
  await phone.open(path)
  const nameless = phone.tappables().filter(({ text, ariaLabel }) => !text.trim() && !ariaLabel)
  assert.deepEqual(nameless, [], `${path}: touchable elements without a name`)
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

test('public pages have accessible names, complete texts and sizes within budget', async () => {
  await checkPage('/pages/nearby/index')
  await checkPage('/pages/agenda/index')
  await checkPage('/pages/mine/index')
  await checkPage('/pages/login/index')
  await checkPage('/resident/pages/settings/index')
  await checkPage('/resident/pages/privacy/index')
  await checkPage('/resident/pages/login-code/index')
  await checkPage('/resident/pages/computer-login/index')
  await checkPage('/pages/station/index?id=hp003')
  await checkPage(`/pages/session/index?id=${SESSION}`)
})

test('a resident’s pages are within budget in care mode', async () => {
  await loginAs(phone, /^林晓梅/)
  await phone.open('/pages/mine/index')
  await phone.tap('关怀模式')
  await checkPage('/pages/mine/index')
  await checkPage('/resident/pages/household/index')
  await checkPage('/resident/pages/settings/index')
  await checkPage('/resident/pages/privacy/index')
  await checkPage('/resident/pages/inbox/index')
  await checkPage('/resident/pages/strikes/index')
  await checkPage('/resident/pages/standing/index?kind=veteran')
  await checkPage('/resident/pages/draw/index?id=hp003.kite-2611281530')
  await checkPage('/resident/pages/check-in/index')
  await checkPage('/resident/pages/login-code/index')
  await checkPage('/resident/pages/my-roles/index')
  await checkPage(`/resident/pages/my-roles/index?code=${'A'.repeat(30)}`)
  await checkPage(`/pages/session/index?id=${SESSION}`)
  phone.meter.reset()
  await phone.tap('小宝')
  assert.ok(
    phone.meter.calls === 1 && phone.meter.bytes <= TAP_BYTES,
    `a tap: ${phone.meter.bytes} bytes in ${phone.meter.calls} calls`,
  )
})

test('a manager’s pages are within budget', async () => {
  await loginAs(phone, /^梁慧/)
  await checkPage('/manager/pages/today/index')
  await checkPage(`/manager/pages/roster/index?id=${SESSION}`)
  await checkPage(`/manager/pages/proxy-booking/index?id=${SESSION}`)
  await checkPage('/resident/pages/ward/index?id=00000000-0000-4000-8000-000000000051')
  await checkPage(`/manager/pages/scan/index?session=${SESSION}`)
  await checkPage('/manager/pages/check-in-code/index?id=hp001.room-2611231100')
  await checkPage('/manager/pages/poster/index?station=hp003')
  await checkPage(`/manager/pages/poster/index?id=${SESSION}`)
  await checkPage(`/manager/pages/waitlist/index?id=${SESSION}`)
  await checkPage('/manager/pages/offerings/index')
  await checkPage('/manager/pages/offering/index?station=hp003&id=hp003-story')
  await checkPage('/manager/pages/closing-day/index')
  await checkPage('/manager/pages/appeals/index')
  await checkPage('/manager/pages/day-report/index?station=hp003')
  await checkPage('/manager/pages/roles/index')
  await checkPage('/manager/pages/station/index?station=hp003')
  await checkPage('/manager/pages/station-requests/index')
  await checkPage('/resident/pages/my-roles/index')
})

test('the district’s pages are within budget, and importing is left to a computer', async () => {
  await loginAs(phone, /^郑海燕/)
  await checkPage('/manager/pages/holidays/index')
  await checkPage('/manager/pages/import/index')
  assert.match(phone.text(), /导入要在电脑上做/)
})

test('choosing another kind of station sends the list only, not the whole page', async () => {
  await phone.open('/pages/nearby/index')
  phone.meter.reset()
  await phone.tap('长者')
  assert.ok(phone.meter.bytes <= LIST_BYTES, `${phone.meter.bytes} bytes`)
})

test('a page opened with an unknown id or code says so', async () => {
  await checkPage('/pages/station/index?id=hp999')
  assert.match(phone.text(), /没有找到这个站/)
  await checkPage('/pages/session/index?id=hp003.nothing-2611231500')
  assert.match(phone.text(), /没有找到这一场/)
  await checkPage('/pages/booking/index?id=hp003.0000000000000000')
  assert.match(phone.text(), /没有找到这个预约/)
  await checkPage('/resident/pages/check-in/index?code=YW1%3AGGW')
  assert.match(phone.text(), /这不是一刻的签到码/)
  await checkPage('/resident/pages/card/index?id=hp003.0000000000000000')
  assert.match(phone.text(), /没有找到/)
})
