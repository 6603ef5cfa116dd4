import { HOUR } from '@core/base/time'
import { openTestStage, type TestStage } from '../../stand-in/test-stage'
import { openPglite } from '../db/pglite'
import type { Db } from '../db/port'
import { until } from '../testing/faults/until'
import { createWechat } from './client'
import type { Message } from './port'

const NUMBER = '13800138000'
let db: Db
let stage: TestStage
beforeAll(async () => {
  db = await openPglite()
})
beforeEach(async () => {
  stage = await openTestStage({ db, words: { risky: ['违规'], review: ['可疑'] } })
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
const failure = (code: number | string, action: string) => expect.objectContaining({ ok: false, code, action })

describe('send', () => {
  beforeEach(() => stage.standIn.visit('o-1'))
  test('uses one permission, and fails without one', async () => {
    expect(await stage.wechat.send(message())).toEqual(failure(43101, 'tell-person'))
    stage.standIn.grant('o-1', stage.settings.templates.moved)
    // A msgid beyond the safe integers of JSON.parse.
    expect(await stage.wechat.send(message())).toEqual({ ok: true, value: '3248682510344192001' })
    expect(await stage.wechat.send(message())).toEqual(failure(43101, 'tell-person'))
    expect(stage.standIn.messages()).toEqual([
      { openid: 'o-1', template: stage.settings.templates.moved, page: message().page, values: message().values },
    ])
  })
  test.each<[string, Partial<Message>, number, string]>([
    ['an unknown openid', { openid: 'o-unknown' }, 40003, 'stop'],
    ['an unknown template', { template: 'none' }, 40037, 'stop'],
    ['invalid values', { values: {} }, 47003, 'stop'],
  ])('stops on %s', async (_what, more, code, action) => {
    expect(await stage.wechat.send(message(more))).toEqual(failure(code, action))
  })
  test('is never retried by the client, since the outbox retries', async () => {
    stage.standIn.grant('o-1', stage.settings.templates.moved, 9)
    await stage.wechat.send(message())
    stage.standIn.answerNext('send', -1)
    expect(await stage.wechat.send(message())).toEqual(failure(-1, 'retry'))
    stage.standIn.answerNext('send', 'lost')
    expect(await stage.wechat.send(message())).toEqual(failure('unanswered', 'retry'))
    expect(stage.standIn.calls('send')).toBe(3)
    expect(stage.standIn.messages()).toHaveLength(2)
  })
  test('two concurrent messages to one person: the second is to be retried after a second', async () => {
    stage.standIn.grant('o-1', stage.settings.templates.moved, 2)
    await stage.wechat.phoneNumber('warm')
    const release = stage.standIn.hold()
    const sending = Promise.all([stage.wechat.send(message()), stage.wechat.send(message())])
    await until(() => stage.standIn.calls('send') === 2)
    release()
    const both = await sending
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
  test('holds a text of an unknown person, or of one inactive for two hours', async () => {
    expect(await judge('你好', 'o-unknown')).toBe('held')
    stage.clock.now += 2 * HOUR
    expect(await judge('你好')).toBe('held')
  })
  test.each(['hang-up', 'refused'] as const)(
    'holds texts while WeChat is down (%s), and passes them afterwards',
    async (how) => {
      expect(await judge('你好')).toBe('pass')
      await stage.standIn.die(how)
      expect(await judge('你好')).toBe('held')
      await stage.standIn.revive()
      expect(await judge('你好')).toBe('pass')
    },
  )
  test('is retried after a lost or garbled answer, since it changes nothing', async () => {
    stage.standIn.answerNext('msg_sec_check', 'lost')
    stage.standIn.answerNext('msg_sec_check', 'garbled')
    expect(await judge('违规')).toBe('risky')
    expect(stage.standIn.calls('msg_sec_check')).toBe(3)
  })
  test('holds a text when the quota is used up', async () => {
    for (const code of [45009, 45011]) {
      stage.standIn.answerNext('msg_sec_check', code)
      expect(await judge('你好')).toBe('held')
    }
  })
})

describe('miniCode', () => {
  test('returns a PNG', async () => {
    const drawn = await stage.wechat.miniCode({ scene: 's=hp001', page: 'pages/index/index', width: 430 })
    expect(drawn).toMatchObject({ ok: true, value: { type: 'image/png' } })
    if (drawn.ok) expect(Buffer.from(drawn.value.bytes.subarray(1, 4)).toString()).toBe('PNG')
  })
  test('stops on an invalid scene', async () => {
    const draw = (scene: string) => stage.wechat.miniCode({ scene, page: 'pages/index/index' })
    expect(await draw('a'.repeat(33))).toEqual(failure(40129, 'stop'))
    expect(await draw('100%')).toEqual(failure(40129, 'stop'))
  })
})

test('calls time out while WeChat is slow', async () => {
  stage.standIn.visit('o-1')
  await stage.wechat.judge({ openid: 'o-1', text: 'warm', as: 'comment' })
  stage.expire()
  const { calls, hold } = stage.standIn
  const release = hold()
  const checked = calls('msg_sec_check')
  const asking = Promise.all([
    stage.wechat.login(stage.standIn.loginCode('o-1')),
    stage.wechat.send(message()),
    stage.wechat.judge({ openid: 'o-1', text: '你好', as: 'comment' }),
  ])
  await until(() => calls('jscode2session') === 1 && calls('send') === 1 && calls('msg_sec_check') > checked)
  // One timeout for all tries of a call.
  expect(stage.expire().sort()).toEqual([4_000, 5_000, 5_000])
  expect(await asking).toEqual([failure('unanswered', 'login-again'), failure('unanswered', 'retry'), 'held'])
  expect(stage.expire()).toEqual([])
  release()
})

test('unless a test hands in others, timeouts are by the clock', async () => {
  const started = jest.spyOn(AbortSignal, 'timeout')
  const { timeout: _none, ...means } = stage.means
  await createWechat(stage.settings, means).login('none')
  expect(started.mock.calls).toEqual([[5_000]])
  started.mockRestore()
})

test('neither log nor token table has a code, token, openid, phone number, text or secret', async () => {
  stage.standIn.visit('o-secret-openid')
  const code = stage.standIn.loginCode('o-secret-openid', 'u-secret-unionid')
  await stage.wechat.login(code)
  await stage.wechat.login(code)
  const phone = stage.standIn.phoneCode(NUMBER)
  await stage.wechat.phoneNumber(phone)
  await stage.wechat.phoneNumber(phone)
  await stage.wechat.send(message({ openid: 'o-secret-openid' }))
  for (const fault of ['lost', 'garbled', -1, 40001] as const) {
    stage.standIn.answerNext('send', fault, 1)
    await stage.wechat.send(message({ openid: 'o-secret-openid' }))
  }
  await stage.wechat.judge({ openid: 'o-secret-openid', text: '可疑的话', as: 'comment' })
  const stored = [...stage.logged, ...(await stage.db.query('select * from wechat_token'))]
  const text = JSON.stringify(stored)
  expect(stage.logged.length).toBeGreaterThan(5)
  for (const secret of [code, phone, NUMBER, 'secret', '可疑', 'stand-in_', stage.settings.secret]) {
    expect(text).not.toContain(secret)
  }
  expect(text).toContain('"rid"')
})

test('an unknown errcode is logged as unknown and stops', async () => {
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
  'the answer “%s” counts as garbled',
  async (text) => {
    const odd = createWechat(stage.settings, { ...stage.means, fetch: async () => new Response(text) })
    expect(await odd.login('any')).toEqual(failure('garbled', 'login-again'))
  },
)

test('redirects are refused, since the request carries the secret', async () => {
  const redirects: (string | undefined)[] = []
  const watching = createWechat(stage.settings, {
    ...stage.means,
    fetch: async (url, init) => {
      redirects.push(init?.redirect)
      return fetch(url, init)
    },
  })
  await watching.login('any')
  expect(redirects).toEqual(['error'])
})
