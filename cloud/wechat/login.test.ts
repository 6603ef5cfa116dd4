import { MINUTE } from '@core/base/time'
import { openTestStage, type TestStage } from '../../stand-in/test-stage'
import { openPglite } from '../db/pglite'
import type { Db } from '../db/port'
import { createWechat } from './client'

const NUMBER = '13800138000'
let db: Db
let stage: TestStage
beforeAll(async () => {
  db = await openPglite()
})
beforeEach(async () => {
  stage = await openTestStage({ db })
})
afterEach(() => stage.close())
afterAll(() => db.close())

const failure = (code: number | string, action: string) => expect.objectContaining({ ok: false, code, action })

describe('login', () => {
  test('returns only openid and unionid, once for each code', async () => {
    const code = stage.standIn.loginCode('o-1', 'u-1')
    expect(await stage.wechat.login(code)).toEqual({ ok: true, value: { openid: 'o-1', unionid: 'u-1' } })
    expect(await stage.wechat.login(code)).toEqual(failure(40029, 'login-again'))
    expect(await stage.wechat.login(stage.standIn.loginCode('o-2'))).toEqual({ ok: true, value: { openid: 'o-2' } })
  })
  test('fails for an expired code and for a risky account', async () => {
    const expired = stage.standIn.loginCode('o-1')
    stage.clock.now += 5 * MINUTE
    expect(await stage.wechat.login(expired)).toEqual(failure(40029, 'login-again'))
    stage.standIn.distrust('o-1')
    expect(await stage.wechat.login(stage.standIn.loginCode('o-1'))).toEqual(failure(40226, 'tell-person'))
  })
  test('is retried with backoff while WeChat is busy, three tries at most', async () => {
    stage.standIn.answerNext('jscode2session', -1, 2)
    expect(await stage.wechat.login(stage.standIn.loginCode('o-1'))).toMatchObject({ ok: true })
    expect(stage.paused).toEqual([200, 400])
    stage.standIn.answerNext('jscode2session', -1, 3)
    expect(await stage.wechat.login(stage.standIn.loginCode('o-1'))).toEqual(failure(-1, 'retry'))
    expect(stage.standIn.calls('jscode2session')).toBe(6)
  })
  test('is not retried when the quota of the minute is used up', async () => {
    stage.standIn.answerNext('jscode2session', 45011)
    expect(await stage.wechat.login('any')).toEqual({ ok: false, code: 45011, action: 'retry', wait: 60_000 })
    expect(stage.standIn.calls('jscode2session')).toBe(1)
  })
  test('is not retried after a lost or garbled answer, since the code may be used', async () => {
    stage.standIn.answerNext('jscode2session', 'lost')
    expect(await stage.wechat.login(stage.standIn.loginCode('o-1'))).toEqual(failure('unanswered', 'login-again'))
    stage.standIn.answerNext('jscode2session', 'garbled')
    expect(await stage.wechat.login(stage.standIn.loginCode('o-1'))).toEqual(failure('garbled', 'login-again'))
    expect(stage.standIn.calls('jscode2session')).toBe(2)
  })
  test('a refused connection is retried and does not use up the code', async () => {
    const code = stage.standIn.loginCode('o-1')
    await stage.standIn.die('refused')
    // Uses up the broken keep-alive connection: from then on connections are refused.
    await fetch(stage.settings.api).catch(() => undefined)
    expect(await stage.wechat.login(code)).toEqual(failure('unreachable', 'retry'))
    expect(stage.paused.length).toBeGreaterThan(0)
    await stage.standIn.revive()
    expect(await stage.wechat.login(code)).toMatchObject({ ok: true })
  })
  test('a code of the official account works once; without an account WeChat is not called', async () => {
    const code = stage.standIn.officialCode('gh-1', 'u-1', { told: true })
    expect(await stage.wechat.officialLogin(code)).toEqual({ ok: true, value: { openid: 'gh-1', unionid: 'u-1' } })
    const undisclosed = stage.standIn.officialCode('gh-1', 'u-1')
    expect(await stage.wechat.officialLogin(undisclosed)).toEqual({ ok: true, value: { openid: 'gh-1' } })
    expect(await stage.wechat.officialLogin(code)).toEqual(failure(40029, 'login-again'))
    const { official: _, ...without } = stage.settings
    const calls = stage.standIn.calls('oauth2')
    expect(await createWechat(without, stage.means).officialLogin('any')).toEqual(failure(40013, 'stop'))
    expect(stage.standIn.calls('oauth2')).toBe(calls)
  })
  test('the virtual openid of a page snapshot is refused', async () => {
    const code = stage.standIn.officialCode('gh-virtual', 'u-1', { snapshot: true })
    expect(await stage.wechat.officialLogin(code)).toEqual(failure('garbled', 'login-again'))
  })
  test('a follower of the official account has a unionid, fetched with the token of that account', async () => {
    stage.standIn.officialCode('gh-1', 'u-1', { follows: true })
    stage.standIn.officialCode('gh-2', 'u-2')
    expect(await stage.wechat.officialUnionid('gh-1')).toEqual({ ok: true, value: 'u-1' })
    expect(await stage.wechat.officialUnionid('gh-2')).toEqual({ ok: true, value: undefined })
    expect(await stage.wechat.officialUnionid('gh-nobody')).toEqual(failure(40003, 'stop'))
    expect(stage.standIn.calls('stable_token')).toBe(1)
    // The token of the mini-program is another one; neither replaces the other.
    expect(await stage.wechat.miniCode({ scene: 'a', page: 'pages/nearby/index' })).toMatchObject({ ok: true })
    expect(await stage.wechat.officialUnionid('gh-1')).toMatchObject({ ok: true })
    expect(stage.standIn.calls('stable_token')).toBe(2)
    const { official: _, ...without } = stage.settings
    expect(await createWechat(without, stage.means).officialUnionid('gh-1')).toEqual(failure(40013, 'stop'))
  })
})

describe('phoneNumber', () => {
  test('returns the number, once for each code', async () => {
    const code = stage.standIn.phoneCode(NUMBER)
    expect(await stage.wechat.phoneNumber(code)).toEqual({ ok: true, value: { country: '86', number: NUMBER } })
    expect(await stage.wechat.phoneNumber(code)).toEqual(failure(40029, 'tell-person'))
  })
  test('is not retried after a lost answer: the person taps the button again', async () => {
    stage.standIn.answerNext('getuserphonenumber', 'lost')
    expect(await stage.wechat.phoneNumber(stage.standIn.phoneCode(NUMBER))).toEqual(
      failure('unanswered', 'tell-person'),
    )
    expect(stage.standIn.calls('getuserphonenumber')).toBe(1)
  })
  test('a stale token is refreshed once, and the call repeated with the same code', async () => {
    await stage.wechat.phoneNumber('none')
    stage.standIn.revokeToken()
    const code = stage.standIn.phoneCode(NUMBER)
    expect(await stage.wechat.phoneNumber(code)).toMatchObject({ ok: true })
    expect(stage.standIn.calls('stable_token')).toBe(2)
    expect(stage.standIn.calls('getuserphonenumber')).toBe(3)
  })
  test('a number disclosed to another app is refused', async () => {
    const other = createWechat(
      { ...stage.settings, appid: 'wx00000000000000ff' },
      {
        ...stage.means,
        fetch: async (url, init) => {
          const response = await fetch(
            url,
            init?.body
              ? { ...init, body: String(init.body).replace('wx00000000000000ff', stage.settings.appid) }
              : init,
          )
          return response
        },
      },
    )
    expect(await other.phoneNumber(stage.standIn.phoneCode(NUMBER))).toEqual(failure('garbled', 'tell-person'))
  })
})
