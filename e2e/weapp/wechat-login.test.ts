import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { MORNING, startCloud } from '../cloud'
import { ask, fillSession, SESSION } from '../waitlist'
import { type Cloud, openPhone, type Phone } from './weapp-phone'

const [OPENID, NAME, NUMBER] = ['openid-of-the-walk', '许知秋', '13812345678']
let cloud: Cloud
before(async () => {
  cloud = await startCloud({ wechat: true })
})
after(() => cloud.stop())

/** Every row of every table, as text. */
async function dump(): Promise<string> {
  const tables = await cloud.db.query<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'public'`,
  )
  const rows = await Promise.all(tables.map(({ name }) => cloud.db.query(`select t::text from "${name}" t`)))
  return JSON.stringify(rows)
}

async function waitUntil(what: string, holds: () => boolean): Promise<void> {
  for (let look = 0; look < 100 && !holds(); look++) await new Promise((resolve) => setTimeout(resolve, 200))
  assert.ok(holds(), what)
}

/** Opens a phone whose WeChat account is OPENID. */
async function openWechat(): Promise<Phone> {
  const phone = await openPhone(cloud, MORNING)
  const { standIn } = cloud
  assert.ok(standIn)
  phone.device.wechat = {
    loginCode: () => standIn.loginCode(OPENID),
    grant: (template) => standIn.grant(OPENID, template),
  }
  return phone
}

test('a person logs in, waits, is promoted and messaged, then erases everything: no trace is left', async () => {
  const [first] = await fillSession(cloud.at)
  const phone = await openWechat()
  await phone.open('/pages/login/index')
  await phone.tap('微信登录')
  // The session has an age limit; the household page has a test of its own.
  const token = String(phone.storage.get('yike.token'))
  const { person } = await ask(cloud.at, 'GET', '/api/me', token)
  await ask(cloud.at, 'PATCH', `/api/people/${person.id}`, token, { born: '1990-05' })
  await phone.type('怎么称呼您？', NAME)
  await phone.tap('好了')
  await phone.open('/pages/mine/index')
  assert.match(phone.text(), new RegExp(`您好，${NAME}`))

  await phone.open('/resident/pages/settings/index')
  await phone.fire({ selector: 'button' }, 'getphonenumber', { code: cloud.standIn?.phoneCode(NUMBER) })
  assert.match(phone.text(), /138\*\*\*\*5678/)

  await phone.open(`/pages/session/index?id=${SESSION}`)
  assert.match(phone.text(), /已约满/)
  await phone.tap('排队（1 位）')
  assert.match(phone.text(), /第 1 组/)
  assert.ok(phone.device.actions.some(({ name }) => name === 'requestSubscribeMessage'))

  await first?.()
  await waitUntil('WeChat has shown it', () => cloud.standIn?.messages().length === 1)
  const [message] = cloud.standIn?.messages() ?? []
  assert.equal(message?.openid, OPENID)
  assert.doesNotMatch(JSON.stringify(message), new RegExp(NAME))
  await phone.open('/resident/pages/inbox/index')
  assert.match(phone.text(), /有名额了：绘本故事会/)

  for (const secret of [NAME, NUMBER, OPENID]) assert.equal(cloud.logged.join('').includes(secret), false)
  const before = await dump()
  assert.equal(before.includes(NAME), true)
  for (const secret of [NUMBER, OPENID]) assert.equal(before.includes(secret), false)

  await phone.open('/resident/pages/privacy/index')
  await phone.tap('注销账号并删除我的资料')
  await phone.tap('我已看清，继续注销')
  await phone.tap('确认注销')
  assert.match(phone.text(), /账号已注销/)
  const left = [await dump(), cloud.logged.join(''), JSON.stringify([...phone.storage.entries()])]
  for (const text of left) for (const secret of [NAME, NUMBER, OPENID]) assert.equal(text.includes(secret), false)
  const [remaining] = await cloud.db.query<{ n: number }>(
    'select (select count(*) from identity)::int + (select count(*) from phone)::int + (select count(*) from message)::int as n',
  )
  assert.equal(remaining?.n, 0)
  assert.deepEqual(phone.errors, [])
  phone.close()
})
