import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { DAY } from '@core/base/time'
import { MORNING, startCloud } from '../cloud'
import { type Cloud, loginAs, openPhone, type Phone } from './weapp-phone'

const OPENID = 'openid-of-a-new-one'
let cloud: Cloud
before(async () => {
  cloud = await startCloud({ wechat: true })
})
after(() => cloud.stop())

async function openWechat(): Promise<Phone> {
  const phone = await openPhone(cloud, MORNING)
  const { standIn } = cloud
  assert.ok(standIn)
  phone.device.wechat = { loginCode: () => standIn.loginCode(OPENID), grant: () => undefined }
  return phone
}
const storedName = async () => {
  const [row] = await cloud.db.query<{ name: string; new_name: string | null; due: boolean }>(
    `select p.name, p.new_name, p.moderate_at is not null as due from person p join identity i on i.person_id = p.id`,
  )
  return row
}
async function waitUntil(holds: () => Promise<boolean>): Promise<void> {
  for (let look = 0; look < 100 && !(await holds()); look++) await new Promise((resolve) => setTimeout(resolve, 200))
  assert.ok(await holds())
}

test('a risky name is refused; one held while WeChat is down is rejected later, then replaced', async () => {
  const phone = await openWechat()
  await phone.open('/pages/login/index')
  await phone.tap('微信登录')
  await phone.type('怎么称呼您？', '违规先生')
  await phone.tap('好了')
  assert.match(phone.text(), /这个名字未通过微信审核/)
  await cloud.standIn?.die('hang-up')
  await phone.type('怎么称呼您？', '违规小姐')
  await phone.tap('好了')
  await phone.open('/pages/mine/index')
  assert.match(phone.text(), /您好，违规小姐/)
  await phone.open('/resident/pages/household/index')
  assert.match(phone.text(), /名字待微信审核，通过后他人才能看到/)
  assert.deepEqual(await storedName(), { name: '', new_name: '违规小姐', due: true })

  await cloud.standIn?.revive()
  cloud.advance(10 * 60_000)
  await waitUntil(async () => (await storedName())?.due === false)
  // The phone learns of it at the next login.
  await phone.open('/pages/login/index')
  await phone.tap('微信登录')
  await phone.open('/pages/mine/index')
  assert.match(phone.text(), /有名字未通过审核/)
  await phone.open('/resident/pages/household/index')
  assert.match(phone.text(), /别人看不到。请换一个/)
  await phone.tap('修改')
  await phone.type('名字', '许知秋')
  await phone.tap('保存')
  assert.doesNotMatch(phone.text(), /别人看不到/)
  assert.deepEqual(await storedName(), { name: '许知秋', new_name: null, due: false })
  assert.deepEqual(phone.errors, [])
  phone.close()
})

test('a name that WeChat could not judge in a day is approved by the district', async () => {
  await cloud.db.query(
    `update person set new_name = '可疑', new_name_at = $1, moderate_at = $2 where name = '许知秋'`,
    [MORNING - DAY, MORNING + 9 * DAY].map((at) => new Date(at).toISOString()),
  )
  const phone = await openPhone(cloud, MORNING)
  await loginAs(phone, /^梁慧/)
  await phone.open('/manager/pages/today/index')
  assert.doesNotMatch(phone.text(), /待审名字/)
  await loginAs(phone, /^郑海燕/)
  await phone.open('/manager/pages/today/index')
  await phone.tap('待审名字')
  assert.equal(phone.page.route, 'manager/pages/name-review/index')
  assert.match(phone.text(), /可疑/)
  await phone.tap('通过')
  assert.match(phone.text(), /没有待审的名字/)
  assert.deepEqual(await storedName(), { name: '可疑', new_name: null, due: false })
  assert.deepEqual(phone.errors, [])
  phone.close()
  assert.deepEqual(
    cloud.logged.filter((line) => !line.includes('"wechat"')),
    [],
  )
})
