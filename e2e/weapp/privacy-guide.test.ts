import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { MORNING, startCloud } from '../cloud'
import { DECLARED_IN_APP, PRIVATE } from './harness/package/private-interfaces'
import { type Cloud, loginAs, openPhone, type Phone, SESSION } from './weapp-phone'

const DIST = 'dist/weapp'
const scripts = (): string =>
  readdirSync(DIST, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.js'))
    .map((name) => readFileSync(join(DIST, name), 'utf8'))
    .join('\n')

/** Private data that the guide must declare, as docs/deploy.md lists it, each with the interfaces that use it. */
const declared = (): Map<string, string[]> => {
  const [, part = ''] = /<!-- guide -->([\s\S]*?)<!-- \/guide -->/.exec(readFileSync('docs/deploy.md', 'utf8')) ?? []
  const lines = [...part.matchAll(/^\| (\S+) \| (.*?) \|/gm)].filter(([, , by = '']) => by.includes('`'))
  return new Map(
    lines.map(([, what = '', by = '']) => [what, [...by.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name)]),
  )
}

let cloud: Cloud
before(async () => {
  cloud = await startCloud()
})
after(() => cloud.stop())

test('every private interface that the package uses is declared, and no other', () => {
  const source = scripts()
  const uses = (name: string) => new RegExp(`\\.${name}\\)?\\(`).test(source)
  const found = new Map(
    Object.entries(PRIVATE)
      .map(([what, names]): [string, string[]] => [what, names.filter(uses)])
      .filter(([, names]) => names.length > 0),
  )
  // These two are attributes of components, not calls.
  if (/openType:\s*"getPhoneNumber"/.test(source)) found.set('手机号', ['getPhoneNumber'])
  if (/mode:\s*"scanCode"/.test(source)) found.set('摄像头', ['camera'])
  assert.ok(found.size > 3)
  const sorted = (map: Map<string, string[]>) => [...map].map(([what, by]) => `${what}: ${[...by].sort()}`).sort()
  assert.deepEqual(sorted(declared()), sorted(found))
  const app = JSON.parse(readFileSync(join(DIST, 'app.json'), 'utf8'))
  assert.deepEqual(app.requiredPrivateInfos, DECLARED_IN_APP.filter(uses))
  assert.equal(app.__usePrivacyCheck__, true)
})

async function newPhone(): Promise<Phone> {
  const phone = await openPhone(cloud, MORNING)
  phone.device.guide = 'unread'
  return phone
}
const guideShownFor = (phone: Phone): unknown[] =>
  phone.device.actions.filter(({ name }) => name === 'guideShown').map(({ detail }) => detail.referrer)

test('the guide is shown only after a tap; after declining, a street can be chosen instead', async () => {
  const phone = await newPhone()
  await phone.open('/pages/nearby/index')
  assert.deepEqual(guideShownFor(phone), [])
  await phone.tap('看看我身边')
  assert.match(phone.text(), /隐私保护指引/)
  await phone.tap('查看指引')
  assert.ok(phone.device.actions.some(({ name }) => name === 'openPrivacyContract'))
  await phone.tap('暂不同意')
  assert.doesNotMatch(phone.text(), /隐私保护指引/)
  assert.match(phone.text(), /不提供位置也可以/)
  await phone.pick(/选街镇/, '文冲街道')
  assert.match(phone.text(), /15 分钟内 \d+ 处/)
  assert.deepEqual(phone.errors, [])
  phone.close()
})

test('consent is asked for once, and the pending location request continues', async () => {
  const phone = await newPhone()
  await phone.open('/pages/nearby/index')
  await phone.tap('看看我身边')
  await phone.tap('同意')
  assert.doesNotMatch(phone.text(), /隐私保护指引/)
  assert.match(phone.text(), /15 分钟内 \d+ 处/)
  await phone.restart()
  await phone.open('/pages/nearby/index')
  await phone.tap('看看我身边')
  assert.deepEqual(guideShownFor(phone), ['requirePrivacyAuthorize'])
  assert.deepEqual(phone.errors, [])
  phone.close()
})

test('adding to the calendar waits for consent, then continues by itself', async () => {
  const phone = await newPhone()
  await loginAs(phone, /^林晓梅/)
  await phone.open(`/pages/session/index?id=${SESSION}`)
  await phone.tap('预约 1 位')
  assert.equal(phone.page.route, 'pages/booking/index')
  await phone.tap(/日历/)
  assert.deepEqual(guideShownFor(phone), ['addPhoneCalendar'])
  assert.equal(
    phone.device.actions.some(({ name }) => name === 'addPhoneCalendar'),
    false,
  )
  await phone.tap('同意')
  assert.equal(
    phone.device.actions.some(({ name }) => name === 'addPhoneCalendar'),
    true,
  )
  assert.deepEqual(phone.errors, [])
  phone.close()
})

test('without consent to the camera, the eight digits can be typed', async () => {
  const phone = await newPhone()
  await loginAs(phone, /^梁慧/)
  await phone.open(`/manager/pages/scan/index?session=${SESSION}`)
  await phone.tap('打开摄像头')
  await phone.tap('暂不同意')
  assert.doesNotMatch(phone.text(), /隐私保护指引/)
  assert.match(phone.text(), /用不了摄像头。可以输入凭证上的 8 位数字/)
  await phone.tap('打开摄像头')
  await phone.tap('同意')
  assert.match(phone.text(), /关掉摄像头/)
  assert.deepEqual(phone.errors, [])
  phone.close()
})
