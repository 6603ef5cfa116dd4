import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { parseLoginCode } from '@core/account/code/login-code'
import { MORNING, startCloud } from '../cloud'
import { type Cloud, loginAs, openPhone, type Phone, qrTextOn } from './weapp-phone'

const LIFETIME = 120_000
const POLLING = 3_000
let cloud: Cloud
before(async () => {
  cloud = await startCloud()
})
after(() => cloud.stop())

const ask = (method: string, path: string, given: { body?: object; token?: string }) =>
  fetch(cloud.at + path, {
    method,
    ...(given.token ? { headers: { authorization: `Bearer ${given.token}` } } : {}),
    ...(given.body ? { body: JSON.stringify(given.body) } : {}),
  })
const enter = (code: string) => ask('POST', '/api/login', { body: { desk: code } })
/** The code as text on the screen; the QR code must contain the same. */
function codeOn(phone: Phone): string {
  const code = parseLoginCode(/[0-9A-Z]{5} [0-9A-Z]{5}/.exec(phone.text())?.[0] ?? '')
  assert.ok(code, phone.text())
  assert.equal(qrTextOn(phone), code.toUpperCase())
  return code
}

test('a login code is used and reported, its login can be ended, and an unused code expires', async () => {
  const phone = await openPhone(cloud, MORNING)
  await phone.open('/resident/pages/login-code/index')
  assert.match(phone.text(), /先登录/)
  await loginAs(phone, /^梁慧/)
  await phone.open('/resident/pages/settings/index')
  await phone.tap('登录电脑版')
  assert.equal(phone.page.route, 'resident/pages/login-code/index')
  assert.match(phone.text(), /127\.0\.0\.1/)
  assert.match(phone.text(), /任何人索要登录码，都不要给/)
  assert.match(phone.text(), /还有 [12] 分 \d+ 秒/)

  const answer = await enter(codeOn(phone))
  assert.equal(answer.status, 200)
  const { token, person } = await answer.json()
  assert.equal(person.name, '梁慧')
  await phone.wait(POLLING)
  assert.match(phone.text(), /电脑登录好了/)
  assert.match(phone.text(), /在浏览器里登录/)
  await phone.tap('不是我，退出该登录')
  assert.match(phone.text(), /已经退出了/)
  assert.equal((await ask('GET', '/api/me', { token })).status, 401)

  await phone.tap('换一个登录码')
  const second = codeOn(phone)
  cloud.advance(LIFETIME)
  await phone.wait(LIFETIME)
  assert.match(phone.text(), /这个登录码过期了/)
  assert.equal((await (await enter(second)).json()).refusal, 'desk-over')
  await phone.tap('换一个登录码')
  assert.equal((await enter(codeOn(phone))).status, 200)
  await phone.wait(POLLING)
  await phone.tap('是我')
  assert.equal(phone.page.route, 'resident/pages/settings/index')
  assert.match(phone.text(), /电脑（登录码）/)
  assert.deepEqual(phone.errors, [])
  phone.close()
})

test('a hidden page does not poll; shown again, it reports that the code was used', async () => {
  const phone = await openPhone(cloud, MORNING)
  await loginAs(phone, /^陈伯安/)
  await phone.open('/resident/pages/login-code/index')
  const code = codeOn(phone)
  const polls = () => phone.device.requests.filter(({ path }) => path.startsWith('/api/desk-codes/')).length
  await phone.wait(4 * POLLING)
  const before = polls()
  assert.ok(before >= 4 && before <= 6, `polled ${before} times`)
  await phone.hide()
  await phone.wait(4 * POLLING)
  assert.equal(polls(), before)
  await enter(code)
  // Long after the code's lifetime.
  cloud.advance(LIFETIME)
  await phone.wait(LIFETIME)
  await phone.show()
  assert.match(phone.text(), /电脑登录好了/)
  const after = polls()
  await phone.wait(4 * POLLING)
  assert.equal(polls(), after)
  // Reopened, the page reports the login until it is acknowledged; then it shows a new code.
  await phone.open('/pages/mine/index')
  await phone.open('/resident/pages/login-code/index')
  assert.match(phone.text(), /电脑登录好了/)
  await phone.tap('是我')
  await phone.open('/resident/pages/login-code/index')
  assert.notEqual(codeOn(phone), code)
  assert.deepEqual(phone.errors, [])
  phone.close()
})

test('a code made on another phone of the same person replaces this one', async () => {
  const [one, two] = [await openPhone(cloud, MORNING), await openPhone(cloud, MORNING)]
  for (const phone of [one, two]) {
    await loginAs(phone, /^周建明/)
    await phone.open('/resident/pages/login-code/index')
  }
  await one.wait(POLLING)
  assert.match(one.text(), /又生成过一个登录码/)
  assert.equal((await enter(codeOn(two))).status, 200)
  for (const phone of [one, two]) {
    assert.deepEqual(phone.errors, [])
    phone.close()
  }
  assert.deepEqual(cloud.logged, [])
})
