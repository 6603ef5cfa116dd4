import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { addDays, dayOf } from '@core/base/time'
import type { CalledEvent } from '@core/contract/event'
import { waitlistRule } from '../../cloud/base/waitlist-rule'
import { readTransport } from '../../config/transport'
import { startCloudBase } from '../cloud-base'
import { launch } from './harness/launch'
import { checkPackage } from './harness/package/package-check'
import { DIST, KINDS, type Kind, openTransportPhone } from './transport-phone'

/** Text that occurs only in the code of this transport. */
const MARKS: Record<Kind, string> = { request: '.downloadFile(', function: 'callFunction', container: 'X-WX-SERVICE' }

const NAMES: Record<Kind, string> = { request: '许知秋', function: '许知春', container: '许知夏' }

const day = (ahead: number) => addDays(dayOf(Date.now()), ahead).slice(2).replaceAll('-', '')
const [TALK, FULL] = [`hp001.talk-${day(1)}1400`, `hp001.other-${day(2)}1400`]

let cloudBase: Awaited<ReturnType<typeof startCloudBase>>
before(async () => {
  cloudBase = await startCloudBase()
})
after(() => cloudBase.stop())

for (const kind of KINDS)
  test(`${kind}: login, PATCH, a lost answer, a refusal, a 304, files and offline use work`, async () => {
    const phone = await openTransportPhone(cloudBase, kind, `openid-${kind}`)
    const requestsTo = (method: string, path: string) =>
      phone.device.requests.filter((one) => one.method === method && one.path.split('?')[0] === path)
    await phone.tap('看看我身边')
    assert.match(phone.text(), /综合体/)

    await phone.open('/pages/login/index')
    await phone.tap('微信登录')
    // A login code is needed only where WeChat does not pass the openid to the cloud.
    assert.equal(phone.device.loginCode, kind === 'function' ? 0 : 1)
    await phone.type('怎么称呼您？', NAMES[kind])
    await phone.tap('好了')
    const [me] = await cloudBase.db.query<{ id: string }>('select id from person where name = $1', [NAMES[kind]])
    assert.ok(me)
    // Only the event function gets PATCH; the other two send POST with an override.
    const verb = kind === 'function' ? 'PATCH' : 'POST'
    assert.deepEqual(
      requestsTo(verb, `/api/people/${me.id}`).map(({ status }) => status),
      [200],
    )

    phone.device.lostAnswers.push('POST /api/bookings')
    await phone.open(`/pages/session/index?id=${TALK}`)
    await phone.tap('预约 1 位')
    await phone.wait(1_000)
    assert.equal(phone.page.route, 'pages/booking/index')
    assert.deepEqual(
      requestsTo('POST', '/api/bookings').map(({ status }) => status),
      [undefined, 201],
    )
    const booked = await cloudBase.db.query('select session_id from booking where booker_id = $1', [me.id])
    assert.deepEqual(booked, [{ session_id: TALK }])

    await phone.open(`/pages/session/index?id=${FULL}`)
    await cloudBase.db.query('update session set taken = capacity where id = $1', [FULL])
    await phone.tap('预约 1 位')
    assert.equal(requestsTo('POST', '/api/bookings').at(-1)?.status, 409)
    assert.match(phone.text(), /刚刚约满/)
    await cloudBase.db.query('update session set taken = 0 where id = $1', [FULL])

    await phone.restart('/pages/nearby/index')
    assert.equal(requestsTo('GET', '/api/sync').at(-1)?.status, 304)
    await phone.tap('看看我身边')
    assert.match(phone.text(), /综合体/)

    await phone.open('/resident/pages/privacy/index')
    await phone.tap('导出我的资料')
    const text = String(phone.device.actions.find(({ name }) => name === 'shareFileMessage')?.detail.text)
    assert.equal(JSON.parse(text).rows.person[0].name, NAMES[kind])
    await cloudBase.db.query(`insert into role (person_id, role, scope) values ($1, 'station', 'hp001')`, [me.id])
    await phone.restart('/pages/mine/index')
    await phone.open('/manager/pages/day-report/index?station=hp001')
    await phone.tap('下载 Excel 表')
    assert.equal(phone.device.actions.find(({ name }) => name === 'openDocument')?.detail.begins, 'PK')
    // A calendar feed needs a public URL.
    await phone.open('/resident/pages/settings/index')
    assert.equal(/日历/.test(phone.text()), kind === 'request')

    await phone.offline(true)
    await phone.restart('/pages/mine/index')
    assert.match(phone.text(), /现在没有网络/)
    assert.match(phone.text(), /讲座/)
    assert.deepEqual(phone.errors, [])
    await phone.close()
    await cloudBase.db.query('select erase_person($1, now(), $2)', [me.id, waitlistRule()])
  })

/** Opens a phone on which `wx.cloud.callFunction` calls `main`. */
const openWithFunction = (main: (event: unknown) => Promise<unknown>) =>
  launch({
    dist: DIST.function,
    path: `/pages/session/index?id=${TALK}`,
    now: Date.now(),
    cloudBase: { env: 'yike-test', functions: { 'yike-event': main } },
  })

test('function: every call names the district of the package, and the phone stores under it', async () => {
  const named = new Set<unknown>()
  const main = cloudBase.callAs('openid-district')
  const phone = await openWithFunction((event) => {
    named.add((event as CalledEvent).headers?.['x-district'])
    return main(event)
  })
  assert.deepEqual([...named], ['hp'])
  const keys = [...phone.device.storage.keys()]
  assert.ok(keys.includes('yike.hp.pack'))
  assert.ok(keys.every((key) => key.startsWith('yike.hp.')))
  await phone.close()
})

test('function: a call without an answer fails after ten seconds and is not retried', async () => {
  const phone = await openWithFunction(cloudBase.callAs('openid-slow'))
  assert.match(phone.text(), /讲座/)
  await phone.holdRequests(true)
  await phone.open(`/pages/session/index?id=${FULL}`)
  const requestCount = phone.device.requests.length
  await phone.wait(8_000)
  assert.doesNotMatch(phone.text(), /现在没有网络/)
  await phone.wait(2_000)
  assert.match(phone.text(), /现在没有网络/)
  assert.equal(phone.device.requests.length, requestCount)
  assert.deepEqual(phone.errors, [])
  await phone.close()
})

test('function: a crash or a foreign answer counts as no answer, and a read is retried once', async () => {
  for (const main of [() => Promise.reject(new Error('out of memory')), async () => ({ body: 'Hello from TCB' })]) {
    const phone = await openWithFunction(main)
    assert.match(phone.text(), /现在没有网络/)
    assert.equal(phone.device.requests.filter(({ path }) => path === `/api/sessions/${TALK}`).length, 2)
    assert.deepEqual(phone.errors, [])
    await phone.close()
  }
})

for (const kind of KINDS)
  test(`${kind}: the package is complete and contains no other transport`, () => {
    const { faults } = checkPackage(DIST[kind])
    assert.deepEqual(faults, [])
    const files = readdirSync(DIST[kind], { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.js'))
    const code = files.map((name) => readFileSync(join(DIST[kind], name), 'utf8')).join('\n')
    assert.deepEqual(
      KINDS.filter((one) => code.includes(MARKS[one])),
      [kind],
    )
  })

test('transport settings have defaults, and each wrong or missing one is named in the error', () => {
  const read = (settings: Record<string, string>) =>
    readTransport(Object.fromEntries(Object.entries(settings).map(([name, value]) => [`TARO_APP_${name}`, value])))
  assert.deepEqual(read({}), { kind: 'request', at: 'http://127.0.0.1:8080', env: '', name: '', district: '' })
  assert.deepEqual(read({ CLOUD: 'https://yike.example.cn', CLOUD_ENV: ' ' }), {
    kind: 'request',
    at: 'https://yike.example.cn',
    env: '',
    name: '',
    district: '',
  })
  assert.deepEqual(read({ TRANSPORT: 'function', CLOUD_ENV: 'yike-1', DISTRICT: 'ty' }), {
    kind: 'function',
    at: '',
    env: 'yike-1',
    name: 'yike-event',
    district: 'ty',
  })
  assert.deepEqual(
    read({ TRANSPORT: 'container', CLOUD_ENV: 'yike-1', CLOUD_NAME: 'mine', CLOUD: 'https://yike.example.cn' }),
    { kind: 'container', at: 'https://yike.example.cn', env: 'yike-1', name: 'mine', district: '' },
  )
  assert.throws(() => read({ TRANSPORT: 'tunnel' }), /TARO_APP_TRANSPORT must be .* not “tunnel”/)
  assert.throws(() => read({ TRANSPORT: 'function' }), /TARO_APP_CLOUD_ENV is required with transport function/)
  assert.throws(
    () => read({ TRANSPORT: 'container', CLOUD_NAME: 'a b', CLOUD: 'yike.example.cn/' }),
    /TARO_APP_CLOUD must be[\s\S]*TARO_APP_CLOUD_ENV is required[\s\S]*TARO_APP_CLOUD_NAME must be a name/,
  )
  assert.throws(() => read({ DISTRICT: 'Ty' }), /TARO_APP_DISTRICT must be the two letters/)
  assert.throws(() => read({ CLOUD_ENV: 'yike-1' }), /TARO_APP_CLOUD_ENV has no effect with transport request/)
})
