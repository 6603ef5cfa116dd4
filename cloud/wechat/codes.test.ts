import { type Endpoint, ERRCODES } from '../../stand-in/protocol/errcodes'
import { openTestStage, type TestStage } from '../../stand-in/test-stage'
import { APIS, type Api } from './apis'
import { type Action, planOf } from './codes'
import type { Reply } from './port'

let stage: TestStage
beforeAll(async () => {
  stage = await openTestStage()
})
beforeEach(() => {
  stage.logged.length = 0
})
afterAll(() => stage.close())

/** The documented errcodes of each API, with the expected action. */
const DOCUMENTED: Partial<Record<Api, Record<number, Action>>> = {
  jscode2session: { [-1]: 'retry', 40029: 'login-again', 40226: 'tell-person', 45011: 'retry' },
  stable_token: { [-1]: 'retry', 40001: 'refresh-token', 40013: 'stop', 40125: 'stop', 45009: 'hold', 45011: 'retry' },
  getuserphonenumber: { [-1]: 'retry', 40001: 'refresh-token', 40029: 'tell-person' },
  send: {
    40001: 'refresh-token',
    40003: 'stop',
    40037: 'stop',
    43101: 'tell-person',
    43107: 'hold',
    43108: 'retry',
    45009: 'hold',
    45168: 'stop',
    47003: 'stop',
  },
  msg_sec_check: {
    40001: 'refresh-token',
    40003: 'stop',
    43104: 'stop',
    43302: 'stop',
    44002: 'stop',
    47001: 'stop',
    61010: 'hold',
  },
  getwxacodeunlimit: { 40001: 'refresh-token', 40129: 'stop', 41030: 'stop', 45009: 'retry' },
  oauth2: { [-1]: 'retry', 40029: 'login-again' },
  user_info: { [-1]: 'retry', 40001: 'refresh-token', 40003: 'stop', 40013: 'stop', 48001: 'stop' },
}
const documented = Object.entries(DOCUMENTED).flatMap(([api, codes]) =>
  Object.entries(codes).map(([code, action]) => [api as Api, Number(code), action] as const),
)

test.each(documented)('%s %d: %s', (api, code, action) => {
  expect(planOf(api, code)).toMatchObject({ action, known: true })
})

test('every errcode of the stand-in has an action', () => {
  expect(Object.keys(ERRCODES).sort()).toEqual(Object.keys(APIS).sort())
  const unmapped = (Object.entries(ERRCODES) as [Endpoint, object][]).flatMap(([endpoint, codes]) =>
    Object.keys(codes)
      .filter((code) => !planOf(endpoint, Number(code)).known)
      .map((code) => `${endpoint} ${code}`),
  )
  expect(unmapped).toEqual([])
})

test('an unknown errcode stops, with known: false', () => {
  expect(planOf('send', 99999)).toEqual({ action: 'stop', known: false })
})

test('every retry has a waiting time', () => {
  for (const api of Object.keys(ERRCODES) as Api[]) {
    for (const code of [...Object.keys(ERRCODES[api]).map(Number), 'unreachable', 'unanswered', 'garbled'] as const) {
      const { action, wait = 0 } = planOf(api, code)
      if (action === 'retry') expect(wait).toBeGreaterThan(0)
    }
  }
})

/** One call of every API, except of the token's own. */
const CALLS: Record<Exclude<Api, 'stable_token'>, () => Promise<Reply<unknown>>> = {
  jscode2session: () => stage.wechat.login('code'),
  oauth2: () => stage.wechat.officialLogin('code'),
  user_info: () => stage.wechat.officialUnionid('gh-1'),
  getuserphonenumber: () => stage.wechat.phoneNumber('code'),
  send: () => stage.wechat.send({ openid: 'o-1', template: 't', values: {} }),
  msg_sec_check: async () => {
    const judged = await stage.wechat.judge({ openid: 'o-1', text: '你好', as: 'comment' })
    return { ok: judged === 'pass', value: judged } as Reply<unknown>
  },
  getwxacodeunlimit: () => stage.wechat.miniCode({ scene: 'a', page: 'pages/index/index' }),
}

describe.each(Object.keys(CALLS) as (keyof typeof CALLS)[])('over HTTP, %s', (api) => {
  test.each(Object.keys(ERRCODES[api]).map(Number))('errcode %d leads to its action', async (code) => {
    // Three times: retries, and the call after a token refresh, get it too.
    stage.standIn.answerNext(api, code, 3)
    const before = stage.standIn.calls(api)
    const reply = await CALLS[api]()
    // Uses up what is left of them, so that the next test does not get it.
    for (let left = 3 - (stage.standIn.calls(api) - before); left > 0; left--) await fetch(addressOf(api))
    const { action } = planOf(api, code)
    expect(reply.ok).toBe(false)
    if (!reply.ok && api !== 'msg_sec_check') {
      expect([reply.code, reply.action]).toEqual([code, action === 'refresh-token' ? 'retry' : action])
    }
    const events = stage.logged.filter((event) => event.api === api)
    expect(events.map((event) => [event.event, event.code, event.action])).toContainEqual(['wechat', code, action])
    if (action === 'refresh-token') stage.clock.now += 31_000
  })
})

/** The URL of an API. A request to it uses up one answer. */
const addressOf = (api: Api): string => `${stage.settings.api}${APIS[api].path}`
