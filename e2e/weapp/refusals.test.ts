import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { MORNING, startCloud } from '../cloud'
import { type Cloud, chooseHere, loginAs, openPhone, SESSION } from './weapp-phone'

const ELDER = '00000000-0000-4000-8000-000000000002'

let cloud: Cloud
before(async () => {
  cloud = await startCloud()
})
after(() => cloud.stop())

test('a person who denies the location chooses a street', async () => {
  const phone = await openPhone(cloud, MORNING, { location: 'denied' })
  await chooseHere(phone)
  assert.match(phone.text(), /不提供位置也可以/)
  await phone.pick(/选街镇/, '文冲街道')
  assert.match(phone.text(), /15 分钟内 \d+ 处/)
  assert.match(phone.text(), /文冲街道/)
  assert.deepEqual(phone.errors, [])
  phone.close()
})

test('a session that filled up meanwhile is refused, with alternatives and the waitlist', async () => {
  const phone = await openPhone(cloud, MORNING)
  await loginAs(phone, /^林晓梅/)
  await phone.open(`/pages/session/index?id=${SESSION}`)
  await cloud.db.query('update session set taken = capacity where id = $1', [SESSION])
  await phone.tap('预约 1 位')
  assert.match(phone.text(), /刚刚约满/)
  assert.match(phone.text(), /换一场/)
  assert.match(phone.text(), /排队（1 位）/)
  await phone.tap(/^绘本故事会，16:30/)
  await phone.tap('预约 1 位')
  assert.equal(phone.page.route, 'pages/booking/index')
  assert.deepEqual(phone.errors, [])
  phone.close()
})

test('a retry after no answer sends the same idempotency key', async () => {
  const phone = await openPhone(cloud, MORNING)
  await loginAs(phone, /^陈伯安/)
  await phone.open('/pages/session/index?id=hp002.lunch-2611231200')
  await phone.offline(true)
  await phone.tap('预约 1 位')
  await phone.wait(5_000)
  assert.match(phone.text(), /不会重复预约/)
  const [{ key }] = JSON.parse(phone.storage.get('yike.bookings') as string).state.attempts
  await phone.offline(false)
  await phone.tap('再试一次')
  assert.equal(phone.page.route, 'pages/booking/index')
  const stored = await cloud.db.query('select key from idempotency where person_id = $1', [ELDER])
  assert.deepEqual(stored, [{ key }])
  phone.close()
})

test('offline, stations and the pass are available after a restart', async () => {
  const phone = await openPhone(cloud, MORNING)
  await loginAs(phone, /^周建明/)
  await chooseHere(phone)
  await phone.open('/pages/session/index?id=hp001.room-2611231800')
  await phone.tap('预约 1 位')
  await phone.offline(true)
  await phone.restart('/pages/mine/index')
  assert.match(phone.text(), /现在没有网络/)
  await phone.tap(/^24小时自习室/)
  assert.match(phone.text(), /\d{4} \d{4}/)
  await phone.open('/pages/nearby/index')
  await phone.pick(/选街镇/, '萝岗街道')
  assert.match(phone.text(), /15 分钟内 \d+ 处/)
  assert.deepEqual(phone.errors, [])
  phone.close()
})

test('a child joins a household with the guardian’s consent, and is erased when removed', async () => {
  const phone = await openPhone(cloud, MORNING)
  await loginAs(phone, /^何志远/)
  await phone.open('/resident/pages/household/index')
  await phone.tap('添加家人')
  await phone.type('名字', '小满')
  await phone.pick(/出生年月/, '2021-06')
  await phone.tap('保存')
  assert.match(phone.text(), /须由父母或其他监护人同意/)
  await phone.tap(/我是孩子的父母/)
  await phone.tap('保存')
  assert.match(phone.text(), /2021-06 出生/)
  await phone.tap('移出')
  await phone.tap({ selector: '.bottom-sheet .button', nth: 0 })
  assert.doesNotMatch(phone.text(), /小满/)
  assert.deepEqual(await cloud.db.query('select 1 from person where name = $1', ['小满']), [])
  assert.deepEqual(phone.errors, [])
  phone.close()
})
