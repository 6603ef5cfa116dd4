import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { MORNING, startCloud } from '../cloud'
import { SESSION as FULL, fillSession } from '../waitlist'
import { launch } from './harness/launch'
import { type Cloud, loginAs, openPhone, type Phone, SESSION } from './weapp-phone'

/** WeChat's launch scene of a tapped subscription message. */
const FROM_MESSAGE = 1107
const UNKNOWN_BOOKING = `${SESSION.split('.')[0]}.${'0'.repeat(22)}`

/** Pages that a message, a code, a card or a link opens and that need a login. */
const PERSONAL = [
  `/pages/booking/index?id=${UNKNOWN_BOOKING}`,
  '/resident/pages/inbox/index',
  '/resident/pages/strikes/index',
  '/resident/pages/household/index',
  '/resident/pages/my-roles/index',
  '/resident/pages/check-in/index',
  '/manager/pages/today/index',
]
const PUBLIC = [`/pages/session/index?id=${SESSION}`, '/pages/station/index?id=hp003', '/pages/agenda/index']

let cloud: Cloud
before(async () => {
  cloud = await startCloud()
})
after(() => cloud.stop())

const entered = (path: string): Promise<Phone> =>
  launch({ dist: 'dist/weapp', cloud: cloud.at, path, scene: FROM_MESSAGE, now: MORNING })

for (const path of PERSONAL)
  test(`${path.split('?')[0]}: logged out, and with an ended login, it says so and returns after the login`, async () => {
    const phone = await entered(path)
    assert.match(phone.text(), /登录/)
    assert.doesNotMatch(phone.text(), /没有找到|已过期/)
    await phone.tap(/^登录/)
    await phone.tap(/^林晓梅/)
    assert.equal(`/${phone.page.route}`, path.split('?')[0])

    await cloud.db.query('delete from login')
    await phone.restart(path)
    assert.match(phone.text(), /您的登录已过期/)
    assert.doesNotMatch(phone.text(), /没有找到/)
    await phone.restart(path)
    assert.match(phone.text(), /您的登录已过期/)
    await phone.tap('登录')
    await phone.tap(/^林晓梅/)
    assert.equal(`/${phone.page.route}`, path.split('?')[0])
    assert.doesNotMatch(phone.text(), /已过期/)
    assert.deepEqual(phone.errors, [])
  })

test('a booking that this phone does not know: offline it asks for a network, online it is not found', async () => {
  const phone = await openPhone(cloud, MORNING)
  await loginAs(phone, /^林晓梅/)
  await phone.offline(true)
  await phone.restart(PERSONAL[0] as string)
  assert.match(phone.text(), /现在没有网络。连上网/)
  assert.doesNotMatch(phone.text(), /没有找到/)
  await phone.offline(false)
  await phone.tap('再试一次')
  assert.match(phone.text(), /没有找到这个预约/)
})

for (const path of PUBLIC)
  test(`${path.split('?')[0]}: opened for the first time without a network, it says so`, async () => {
    const phone = await openPhone(cloud, MORNING)
    await phone.offline(true)
    await phone.restart(path)
    assert.match(phone.text(), /现在没有网络/)
    assert.doesNotMatch(phone.text(), /没有找到/)
  })

test('a session and its booking lead to one another without end', async () => {
  await fillSession(cloud.at)
  const phone = await openPhone(cloud, MORNING)
  await loginAs(phone, /^林晓梅/)
  await phone.open(`/pages/session/index?id=${FULL}`)
  await phone.tap('小宝')
  await phone.tap('排队（2 位）')
  for (let round = 0; round < 20; round++) {
    assert.equal(phone.page.route, 'pages/booking/index')
    await phone.tap(/绘本故事会/)
    assert.equal(phone.page.route, 'pages/session/index')
    await phone.tap(/^绘本故事会.*在排队/)
  }
  assert.ok(phone.stack.length < 5, phone.stack.join())
})
