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

const no = (code: number | string, action: string) => expect.objectContaining({ ok: false, code, action })

describe('login', () => {
  test('tells who it is and nothing else', async () => {
    const code = stage.standIn.loginCode('o-1', 'u-1')
    expect(await stage.wechat.login(code)).toEqual({ ok: true, value: { openid: 'o-1', unionid: 'u-1' } })
    expect(await stage.wechat.login(code)).toEqual(no(40029, 'login-again'))
    expect(await stage.wechat.login(stage.standIn.loginCode('o-2'))).toEqual({ ok: true, value: { openid: 'o-2' } })
  })
  test('a code that is too old, an account that is risky', async () => {
    const late = stage.standIn.loginCode('o-1')
    stage.clock.now += 5 * MINUTE
    expect(await stage.wechat.login(late)).toEqual(no(40029, 'login-again'))
    stage.standIn.distrust('o-1')
    expect(await stage.wechat.login(stage.standIn.loginCode('o-1'))).toEqual(no(40226, 'tell-person'))
  })
  test('what is busy is asked again, a little later each time, three times at most', async () => {
    stage.standIn.answerNext('jscode2session', -1, 2)
    expect(await stage.wechat.login(stage.standIn.loginCode('o-1'))).toMatchObject({ ok: true })
    expect(stage.paused).toEqual([200, 400])
    stage.standIn.answerNext('jscode2session', -1, 3)
    expect(await stage.wechat.login(stage.standIn.loginCode('o-1'))).toEqual(no(-1, 'retry'))
    expect(stage.standIn.calls('jscode2session')).toBe(6)
  })
  test('what waits for the next minute is not waited for', async () => {
    stage.standIn.answerNext('jscode2session', 45011)
    expect(await stage.wechat.login('any')).toEqual({ ok: false, code: 45011, action: 'retry', wait: 60_000 })
    expect(stage.standIn.calls('jscode2session')).toBe(1)
  })
  test('an answer that was lost is not asked for again: the code may be used', async () => {
    stage.standIn.answerNext('jscode2session', 'lost')
    expect(await stage.wechat.login(stage.standIn.loginCode('o-1'))).toEqual(no('unanswered', 'login-again'))
    stage.standIn.answerNext('jscode2session', 'garbled')
    expect(await stage.wechat.login(stage.standIn.loginCode('o-1'))).toEqual(no('garbled', 'login-again'))
    expect(stage.standIn.calls('jscode2session')).toBe(2)
  })
  test('where nobody listens, nothing was used up', async () => {
    const code = stage.standIn.loginCode('o-1')
    await stage.standIn.die('refused')
    // A connection that was open breaks once before it is known that nobody is there.
    await fetch(stage.settings.api).catch(() => undefined)
    expect(await stage.wechat.login(code)).toEqual(no('unreachable', 'retry'))
    expect(stage.paused.length).toBeGreaterThan(0)
    await stage.standIn.revive()
    expect(await stage.wechat.login(code)).toMatchObject({ ok: true })
  })
  test('by the official account', async () => {
    const code = stage.standIn.officialCode('gh-1', 'u-1', { told: true })
    expect(await stage.wechat.officialLogin(code)).toEqual({ ok: true, value: { openid: 'gh-1', unionid: 'u-1' } })
    const untold = stage.standIn.officialCode('gh-1', 'u-1')
    expect(await stage.wechat.officialLogin(untold)).toEqual({ ok: true, value: { openid: 'gh-1' } })
    expect(await stage.wechat.officialLogin(code)).toEqual(no(40029, 'login-again'))
    const { official: _, ...without } = stage.settings
    const calls = stage.standIn.calls('oauth2')
    expect(await createWechat(without, stage.means).officialLogin('any')).toEqual(no(40013, 'stop'))
    expect(stage.standIn.calls('oauth2')).toBe(calls)
  })
  test('whoever sees a copy of the page is nobody', async () => {
    const code = stage.standIn.officialCode('gh-virtual', 'u-1', { snapshot: true })
    expect(await stage.wechat.officialLogin(code)).toEqual(no('garbled', 'login-again'))
  })
  test('who follows the official account has a unionid, by a token of that account’s own', async () => {
    stage.standIn.officialCode('gh-1', 'u-1', { follows: true })
    stage.standIn.officialCode('gh-2', 'u-2')
    expect(await stage.wechat.officialUnionid('gh-1')).toEqual({ ok: true, value: 'u-1' })
    expect(await stage.wechat.officialUnionid('gh-2')).toEqual({ ok: true, value: undefined })
    expect(await stage.wechat.officialUnionid('gh-nobody')).toEqual(no(40003, 'stop'))
    expect(stage.standIn.calls('stable_token')).toBe(1)
    // The mini-program has another, and neither takes the other's place.
    expect(await stage.wechat.miniCode({ scene: 'a', page: 'pages/nearby/index' })).toMatchObject({ ok: true })
    expect(await stage.wechat.officialUnionid('gh-1')).toMatchObject({ ok: true })
    expect(stage.standIn.calls('stable_token')).toBe(2)
    const { official: _, ...without } = stage.settings
    expect(await createWechat(without, stage.means).officialUnionid('gh-1')).toEqual(no(40013, 'stop'))
  })
})

describe('phoneNumber', () => {
  test('once', async () => {
    const code = stage.standIn.phoneCode(NUMBER)
    expect(await stage.wechat.phoneNumber(code)).toEqual({ ok: true, value: { country: '86', number: NUMBER } })
    expect(await stage.wechat.phoneNumber(code)).toEqual(no(40029, 'tell-person'))
  })
  test('a lost answer: they press the button again', async () => {
    stage.standIn.answerNext('getuserphonenumber', 'lost')
    expect(await stage.wechat.phoneNumber(stage.standIn.phoneCode(NUMBER))).toEqual(no('unanswered', 'tell-person'))
    expect(stage.standIn.calls('getuserphonenumber')).toBe(1)
  })
  test('a stale token: one refresh, one more try, and the code is not used up by the first', async () => {
    await stage.wechat.phoneNumber('none')
    stage.standIn.revokeToken()
    const code = stage.standIn.phoneCode(NUMBER)
    expect(await stage.wechat.phoneNumber(code)).toMatchObject({ ok: true })
    expect(stage.standIn.calls('stable_token')).toBe(2)
    expect(stage.standIn.calls('getuserphonenumber')).toBe(3)
  })
  test('a number that another app was given is refused', async () => {
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
    expect(await other.phoneNumber(stage.standIn.phoneCode(NUMBER))).toEqual(no('garbled', 'tell-person'))
  })
})
