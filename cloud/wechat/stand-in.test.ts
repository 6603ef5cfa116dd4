import { DAY, MINUTE } from '@core/base/time'
import { createRawClient, type RawClient } from '../../stand-in/raw-client'
import { openTestStage, type TestStage } from '../../stand-in/test-stage'

// The stand-in against WeChat's documentation, called without our client.
const NO_DATABASE = { query: async () => [], close: async () => undefined }
const SECOND = 1_000
let stage: TestStage
let wire: RawClient
beforeEach(async () => {
  stage = await openTestStage({ db: NO_DATABASE, limits: { jscode2session: { minute: 50 } } })
  wire = createRawClient(stage.settings)
})
afterEach(() => stage.close())

describe('jscode2session', () => {
  test('a code returns openid and unionid, once', async () => {
    const code = stage.standIn.loginCode('o-1', 'u-1')
    const { session_key, ...who } = await wire.login(code)
    expect(who).toEqual({ openid: 'o-1', unionid: 'u-1' })
    expect(session_key).toMatch(/^[\w+/]{22}==$/)
    expect(await wire.login(code)).toMatchObject({
      errcode: 40029,
      errmsg: expect.stringMatching(/^invalid code rid: /),
    })
  })
  test('a code expires after five minutes', async () => {
    const [early, late] = [stage.standIn.loginCode('o-1'), stage.standIn.loginCode('o-1')]
    stage.clock.now += 5 * MINUTE - 1
    expect(await wire.login(early)).toMatchObject({ openid: 'o-1' })
    stage.clock.now += 1
    expect(await wire.login(late)).toMatchObject({ errcode: 40029 })
  })
  test('refuses a risky account, another app and a wrong secret', async () => {
    stage.standIn.distrust('o-2')
    expect(await wire.login(stage.standIn.loginCode('o-2'))).toMatchObject({ errcode: 40226 })
    const code = stage.standIn.loginCode('o-1')
    expect(await wire.login(code, { appid: 'wx9' })).toMatchObject({ errcode: 40013 })
    expect(await wire.login(code, { secret: 'x' })).toMatchObject({ errcode: 40125 })
    expect(await wire.login(code)).toMatchObject({ openid: 'o-1' })
  })
  test('answers 45011 when the quota of the minute is used up, and works in the next', async () => {
    for (let nth = 0; nth < 50; nth++) expect(await wire.login('none')).toMatchObject({ errcode: 40029 })
    expect(await wire.login('none')).toMatchObject({ errcode: 45011 })
    stage.clock.now += MINUTE
    expect(await wire.login('none')).toMatchObject({ errcode: 40029 })
  })
  test('answers an injected errcode as often as requested, and refuses one it does not have', async () => {
    stage.standIn.answerNext('jscode2session', -1, 2)
    expect(await wire.login('none')).toMatchObject({ errcode: -1 })
    expect(await wire.login('none')).toMatchObject({ errcode: -1 })
    expect(await wire.login('none')).toMatchObject({ errcode: 40029 })
    expect(stage.standIn.calls('jscode2session')).toBe(3)
    expect(() => stage.standIn.answerNext('jscode2session', 43101)).toThrow('does not answer')
  })
})

describe('stable_token', () => {
  const isValid = async (access_token: string) =>
    (await wire.ask('/wxa/business/getuserphonenumber', { access_token }, { code: 'none' })).errcode !== 40001
  test('returns the same token until five minutes before expiry, when both are valid', async () => {
    const first = await wire.stable()
    expect(first.expires_in).toBe(7200)
    stage.clock.now += 7200 * SECOND - 5 * MINUTE - 1
    expect(await wire.stable()).toEqual({ access_token: first.access_token, expires_in: 300 })
    stage.clock.now += 1
    const second = await wire.stable()
    expect(second.expires_in).toBe(7200)
    expect(second.access_token).not.toBe(first.access_token)
    expect([await isValid(first.access_token), await isValid(second.access_token)]).toEqual([true, true])
    stage.clock.now += 5 * MINUTE
    expect([await isValid(first.access_token), await isValid(second.access_token)]).toEqual([false, true])
  })
  test('force_refresh revokes the previous token, once in 30 s and 20 times a day', async () => {
    const before = (await wire.stable()).access_token
    let last = (await wire.stable({ force_refresh: true })).access_token
    expect(last).not.toBe(before)
    expect([await isValid(before), await isValid(last)]).toEqual([false, true])
    stage.clock.now += 30 * SECOND - 1
    expect((await wire.stable({ force_refresh: true })).access_token).toBe(last)
    stage.clock.now += 1
    for (let nth = 2; nth <= 20; nth++) {
      const next = (await wire.stable({ force_refresh: true })).access_token
      expect(next).not.toBe(last)
      last = next
      stage.clock.now += 30 * SECOND
    }
    expect(await wire.stable({ force_refresh: true })).toMatchObject({ errcode: 45009 })
    expect((await wire.stable()).access_token).toBe(last)
    stage.clock.now += DAY
    expect((await wire.stable({ force_refresh: true })).access_token).not.toBe(last)
  })
  test('refuses invalid requests', async () => {
    expect(await wire.stable({ grant_type: 'x' })).toMatchObject({ errcode: 40002 })
    expect(await wire.stable({ appid: 'x' })).toMatchObject({ errcode: 40013 })
    expect(await wire.stable({ secret: 'x' })).toMatchObject({ errcode: 40125 })
    expect(await wire.ask('/cgi-bin/stable_token', { appid: stage.settings.appid })).toMatchObject({ errcode: 43002 })
    expect(await wire.ask('/cgi-bin/stable_token', {}, '{')).toMatchObject({ errcode: 47001 })
  })
})

describe('getuserphonenumber', () => {
  test('accepts only its own codes, once and for five minutes', async () => {
    const token = await wire.token()
    const get = (code: string) => wire.ask('/wxa/business/getuserphonenumber', token, { code })
    const code = stage.standIn.phoneCode('13800138000')
    expect(await get(code)).toMatchObject({
      errcode: 0,
      phone_info: {
        phoneNumber: '13800138000',
        purePhoneNumber: '13800138000',
        countryCode: '86',
        watermark: { appid: stage.settings.appid },
      },
    })
    expect(await get(code)).toMatchObject({ errcode: 40029 })
    expect(await get(stage.standIn.loginCode('o-1'))).toMatchObject({ errcode: 40029 })
    const late = stage.standIn.phoneCode('13800138000')
    stage.clock.now += 5 * MINUTE
    expect(await get(late)).toMatchObject({ errcode: 40029 })
    expect(await wire.ask('/wxa/business/getuserphonenumber', { access_token: 'x' }, { code })).toMatchObject({
      errcode: 40001,
    })
  })
})

describe('the official account', () => {
  const QUERY = {
    appid: 'wx0000000000000002',
    redirect_uri: 'http://127.0.0.1/#/back',
    response_type: 'code',
    scope: 'snsapi_base',
    state: 's1',
  }
  const authorize = (query: Record<string, string>) =>
    fetch(`${stage.settings.open}/connect/oauth2/authorize?${new URLSearchParams(query)}`, { redirect: 'manual' })
  test('authorize redirects with a code, which returns the openid of the reader once', async () => {
    const { appid, secret } = stage.settings.official
    stage.standIn.readAs('gh-7', 'u-7', { follows: true })
    const { status, headers } = await authorize(QUERY)
    expect(status).toBe(302)
    const back = new URL(headers.get('location') ?? '')
    expect([back.searchParams.get('state'), back.hash]).toEqual(['s1', '#/back'])
    const code = back.searchParams.get('code') ?? ''
    const exchange = () =>
      wire.ask('/sns/oauth2/access_token', { appid, secret, code, grant_type: 'authorization_code' })
    const exchanged = await exchange()
    expect(exchanged).toMatchObject({ openid: 'gh-7', scope: 'snsapi_base', expires_in: 7200 })
    expect(exchanged).not.toHaveProperty('unionid')
    expect(await exchange()).toMatchObject({ errcode: 40029 })
  })
  test.each([
    ['another scope', { scope: 'snsapi_userinfo' }],
    ['another response type', { response_type: 'token' }],
    ['invalid characters in the state', { state: 'a-b' }],
    ['a foreign redirect URI', { redirect_uri: 'https://evil.example/' }],
    ['no redirect URI', { redirect_uri: '' }],
    ['another account', { appid: 'wx0000000000000001' }],
  ])('authorize answers 400 with %s', async (_what, wrong) => {
    expect((await authorize({ ...QUERY, ...wrong })).status).toBe(400)
  })
  test('authorize answers 400 with its parameters in another order', async () => {
    const { appid, ...rest } = QUERY
    expect((await authorize({ ...rest, appid })).status).toBe(400)
  })
  test('user info has the unionid of followers only, and needs the token of the account', async () => {
    const { appid, secret } = stage.settings.official
    const { access_token } = await wire.stable({ appid, secret })
    stage.standIn.officialCode('gh-8', 'u-8', { follows: true })
    stage.standIn.officialCode('gh-9', 'u-9')
    const info = (openid: string, token = access_token) =>
      wire.ask('/cgi-bin/user/info', { access_token: token, openid })
    expect(await info('gh-8')).toMatchObject({ subscribe: 1, openid: 'gh-8', unionid: 'u-8' })
    expect(await info('gh-9')).toEqual({ subscribe: 0, openid: 'gh-9' })
    expect(await info('o-1')).toMatchObject({ errcode: 40003 })
    expect(await info('gh-8', (await wire.token()).access_token)).toMatchObject({ errcode: 40001 })
  })
})

describe('injected faults and control', () => {
  const loginOutcome = () =>
    wire.login('none').then(
      () => 'answered',
      (fault: Error) => String((fault.cause as { code?: string })?.code),
    )
  test('hangs up, refuses connections, and comes back at the same port', async () => {
    await stage.standIn.die('hang-up')
    expect(await loginOutcome()).toMatch(/ECONNRESET|UND_ERR_SOCKET/)
    await stage.standIn.die('refused')
    expect(await loginOutcome()).toMatch(/ECONNREFUSED|UND_ERR_SOCKET/)
    expect(await loginOutcome()).toBe('ECONNREFUSED')
    await stage.standIn.revive()
    expect(await loginOutcome()).toBe('answered')
  })
  test('delays its answers', async () => {
    stage.standIn.slow(120)
    const from = performance.now()
    await wire.login('none')
    expect(performance.now() - from).toBeGreaterThan(100)
  })
  test('a lost answer has had its effect', async () => {
    const code = stage.standIn.loginCode('o-1')
    stage.standIn.answerNext('jscode2session', 'lost')
    expect(await wire.login(code).catch(() => 'lost')).toBe('lost')
    expect(await wire.login(code)).toMatchObject({ errcode: 40029 })
  })
  test('its clock can be advanced', async () => {
    const code = stage.standIn.loginCode('o-1')
    stage.standIn.pass(5 * MINUTE)
    expect(await wire.login(code)).toMatchObject({ errcode: 40029 })
  })
  test('is controlled over HTTP, but not by a web page, which cannot send the header', async () => {
    const control = (name: string, args: unknown[], headers: Record<string, string> = { 'x-stand-in': '1' }) =>
      fetch(`${stage.settings.api}/stand-in/${name}`, { method: 'POST', headers, body: JSON.stringify(args) })
    const code = await (await control('loginCode', ['o-9'])).json()
    expect(await wire.login(code)).toMatchObject({ openid: 'o-9' })
    expect(await (await control('calls', ['jscode2session'])).json()).toBe(1)
    expect((await control('loginCode', ['o-9'], {})).status).toBe(404)
    expect((await control('constructor', [])).status).toBe(404)
  })
})
