import { HOUR, MINUTE } from '@core/time'
import { openStage, type Stage } from '../../e2e/wechat/stage'
import { openPglite } from '../db/pglite'
import type { Db } from '../db/port'
import { createWechat } from './client'
import type { Message } from './port'

const NUMBER = '13800138000'
let db: Db
let stage: Stage
beforeAll(async () => {
  db = await openPglite()
})
beforeEach(async () => {
  stage = await openStage({ db, words: { risky: ['违规'], review: ['可疑'] } })
})
afterEach(() => stage.close())
afterAll(() => db.close())

const message = (more: Partial<Message> = {}): Message => ({
  openid: 'o-1',
  template: stage.settings.templates.moved,
  page: 'pages/session/index?id=hp001.talk-2611231400',
  values: { thing1: '讲座', time2: '14:00', thing3: '改到三楼' },
  ...more,
})
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

describe('send', () => {
  beforeEach(() => stage.standIn.visit('o-1'))
  test('uses one permission, and says when there is none', async () => {
    expect(await stage.wechat.send(message())).toEqual(no(43101, 'tell-person'))
    stage.standIn.grant('o-1', stage.settings.templates.moved)
    // A number that JSON.parse does not keep apart from its neighbour.
    expect(await stage.wechat.send(message())).toEqual({ ok: true, value: '3248682510344192001' })
    expect(await stage.wechat.send(message())).toEqual(no(43101, 'tell-person'))
    expect(stage.standIn.messages()).toEqual([
      { openid: 'o-1', template: stage.settings.templates.moved, page: message().page, values: message().values },
    ])
  })
  test.each<[string, Partial<Message>, number, string]>([
    ['nobody', { openid: 'o-unknown' }, 40003, 'stop'],
    ['a template that is none', { template: 'none' }, 40037, 'stop'],
    ['values that do not fit', { values: {} }, 47003, 'stop'],
  ])('%s', async (_what, more, code, action) => {
    expect(await stage.wechat.send(message(more))).toEqual(no(code, action))
  })
  test('is never repeated, whatever happens: the outbox does that', async () => {
    stage.standIn.grant('o-1', stage.settings.templates.moved, 9)
    await stage.wechat.send(message())
    stage.standIn.answerNext('send', -1)
    expect(await stage.wechat.send(message())).toEqual(no(-1, 'retry'))
    stage.standIn.answerNext('send', 'lost')
    expect(await stage.wechat.send(message())).toEqual(no('unanswered', 'retry'))
    expect(stage.standIn.calls('send')).toBe(3)
    expect(stage.standIn.messages()).toHaveLength(2)
  })
  test('two at once to one person: the second comes later', async () => {
    stage.standIn.grant('o-1', stage.settings.templates.moved, 2)
    await stage.wechat.phoneNumber('warm')
    stage.standIn.slow(100)
    const both = await Promise.all([stage.wechat.send(message()), stage.wechat.send(message())])
    expect(both).toContainEqual({ ok: true, value: '3248682510344192001' })
    expect(both).toContainEqual({ ok: false, code: 43108, action: 'retry', wait: 1_000 })
  })
})

describe('judge', () => {
  beforeEach(() => stage.standIn.visit('o-1'))
  const judge = (text: string, openid = 'o-1') => stage.wechat.judge({ openid, text, as: 'comment' })
  test.each([
    ['电梯坏了', 'pass'],
    ['有点可疑', 'held'],
    ['可疑又违规', 'risky'],
    ['好'.repeat(2_500), 'pass'],
    ['👵'.repeat(2_500), 'pass'],
    ['好'.repeat(2_501), 'held'],
    ['', 'pass'],
  ])('“%s”: %s', async (text, judged) => {
    expect(await judge(text)).toBe(judged)
  })
  test('who was not here for two hours, and whom WeChat does not know, waits', async () => {
    expect(await judge('你好', 'o-unknown')).toBe('held')
    stage.clock.now += 2 * HOUR
    expect(await judge('你好')).toBe('held')
  })
  test.each(['hang-up', 'refused'] as const)(
    'while WeChat is dead (%s) everything is held, and then not',
    async (how) => {
      expect(await judge('你好')).toBe('pass')
      await stage.standIn.die(how)
      expect(await judge('你好')).toBe('held')
      await stage.standIn.revive()
      expect(await judge('你好')).toBe('pass')
    },
  )
  test('it changes nothing, so a lost answer is asked for again', async () => {
    stage.standIn.answerNext('msg_sec_check', 'lost')
    stage.standIn.answerNext('msg_sec_check', 'garbled')
    expect(await judge('违规')).toBe('risky')
    expect(stage.standIn.calls('msg_sec_check')).toBe(3)
  })
  test('a quota that is used up holds', async () => {
    for (const code of [45009, 45011]) {
      stage.standIn.answerNext('msg_sec_check', code)
      expect(await judge('你好')).toBe('held')
    }
  })
})

describe('miniCode', () => {
  test('is a picture', async () => {
    const drawn = await stage.wechat.miniCode({ scene: 's=hp001', page: 'pages/index/index', width: 430 })
    expect(drawn).toMatchObject({ ok: true, value: { type: 'image/png' } })
    if (drawn.ok) expect(Buffer.from(drawn.value.bytes.subarray(1, 4)).toString()).toBe('PNG')
  })
  test('or a no', async () => {
    const draw = (scene: string) => stage.wechat.miniCode({ scene, page: 'pages/index/index' })
    expect(await draw('a'.repeat(33))).toEqual(no(40129, 'stop'))
    expect(await draw('100%')).toEqual(no(40129, 'stop'))
  })
})

test('whoever is slow is not waited for', async () => {
  stage.standIn.visit('o-1')
  await stage.wechat.judge({ openid: 'o-1', text: 'warm', as: 'comment' })
  stage.standIn.slow(60_000)
  const from = performance.now()
  const all = await Promise.all([
    stage.wechat.login(stage.standIn.loginCode('o-1')),
    stage.wechat.send(message()),
    stage.wechat.judge({ openid: 'o-1', text: '你好', as: 'comment' }),
  ])
  expect(all).toEqual([no('unanswered', 'login-again'), no('unanswered', 'retry'), 'held'])
  expect(performance.now() - from).toBeLessThan(8_000)
})

test('no code, no token, no openid, no number and no secret is in the log or in the database', async () => {
  stage.standIn.visit('o-secret-openid')
  const code = stage.standIn.loginCode('o-secret-openid', 'u-secret-unionid')
  await stage.wechat.login(code)
  await stage.wechat.login(code)
  const phone = stage.standIn.phoneCode(NUMBER)
  await stage.wechat.phoneNumber(phone)
  await stage.wechat.phoneNumber(phone)
  await stage.wechat.send(message({ openid: 'o-secret-openid' }))
  for (const mood of ['lost', 'garbled', -1, 40001] as const) {
    stage.standIn.answerNext('send', mood, 1)
    await stage.wechat.send(message({ openid: 'o-secret-openid' }))
  }
  await stage.wechat.judge({ openid: 'o-secret-openid', text: '可疑的话', as: 'comment' })
  const kept = [...stage.logged, ...(await stage.db.query('select * from wechat_token'))]
  const said = JSON.stringify(kept)
  expect(stage.logged.length).toBeGreaterThan(5)
  for (const secret of [code, phone, NUMBER, 'secret', '可疑', 'stand-in_', stage.settings.secret]) {
    expect(said).not.toContain(secret)
  }
  expect(said).toContain('"rid"')
})

test('a code that is not known is logged as such, and stops', async () => {
  const odd = createWechat(stage.settings, {
    ...stage.means,
    fetch: async () => new Response('{"errcode":70001,"errmsg":"o-1 is odd rid: 6770cbe3-17230db3-7e65e289"}'),
  })
  expect(await odd.login('any')).toEqual({ ok: false, code: 70001, action: 'stop' })
  expect(stage.logged).toEqual([
    {
      event: 'wechat-unknown-code',
      api: 'jscode2session',
      code: 70001,
      action: 'stop',
      attempt: 1,
      rid: '6770cbe3-17230db3-7e65e289',
    },
  ])
})

test.each(['', '{', '[]', 'null', '{"errcode":0}', '{"openid":""}', '{"openid":7}', '<html>', '{"errcode":"40029"}'])(
  'an answer of “%s” is no answer',
  async (text) => {
    const odd = createWechat(stage.settings, { ...stage.means, fetch: async () => new Response(text) })
    expect(await odd.login('any')).toEqual(no('garbled', 'login-again'))
  },
)

test('nobody is followed elsewhere with a secret', async () => {
  const followed: (string | undefined)[] = []
  const watching = createWechat(stage.settings, {
    ...stage.means,
    fetch: async (url, init) => {
      followed.push(init?.redirect)
      return fetch(url, init)
    },
  })
  await watching.login('any')
  expect(followed).toEqual(['error'])
})
