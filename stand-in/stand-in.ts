import type { Instant } from '@core/base/time'
import { answerControl } from './control'
import { createAccessTokens } from './endpoints/access-tokens'
import { type CheckedWords, createContentCheck } from './endpoints/content-check'
import type { Templates } from './endpoints/message-template'
import { createMiniCode } from './endpoints/mini-code'
import { createMiniProgramLogin } from './endpoints/mini-program-login'
import { createOfficialAccount, type Reader } from './endpoints/official-account'
import { createPhoneNumber } from './endpoints/phone-number'
import { createPhonePages } from './endpoints/phone-pages'
import { createSubscribeMessages, type ShownMessage } from './endpoints/subscribe-messages'
import { createUsers } from './endpoints/users'
import { createWebhook } from './endpoints/webhook'
import { createInjectedFaults } from './injected-faults'
import type { Endpoint } from './protocol/errcodes'
import { type Handler, readJson, type StandInRequest } from './protocol/request'
import { createQuota, type Limits } from './quota'
import { openServer } from './server'

/** Made up, and of the shape that WeChat's have. */
const APP = { appid: 'wx0000000000000001', secret: '0'.repeat(31).concat('1') }
const OFFICIAL = { appid: 'wx0000000000000002', secret: '0'.repeat(31).concat('2') }
const TEMPLATES: Templates = {
  moved_0000000000000000000000000000000000000: ['thing1', 'time2', 'thing3'],
  promoted_0000000000000000000000000000000000: ['thing1', 'time2', 'thing3'],
  tomorrow_0000000000000000000000000000000000: ['thing1', 'time2', 'thing3'],
}
const [MOVED = '', PROMOTED = '', TOMORROW = ''] = Object.keys(TEMPLATES)

/** The pages of phones.ts, and what stands behind it. */
const PHONE = /^\/phone(\/.*)?$/

export type Options = {
  now?: () => Instant
  port?: number
  /** Pages that are published; unless told, every page is. */
  pages?: readonly string[]
  words?: Partial<CheckedWords>
  /** Words that no message may hold. */
  sensitive?: readonly string[]
  limits?: Limits
  /** Where the official account's readers may be sent back to. */
  domain?: string
  /** Under `/phone` somebody at a desk chooses whose WeChat it is. */
  phones?: boolean
  /** Told of each message that a phone shows. */
  shown?: (message: ShownMessage) => void
}

/** WeChat's open API as documented, on this machine: its promises, limits and codes, and what a test wants of it. */
export async function startStandIn({
  now: clock = Date.now,
  port,
  pages,
  words,
  sensitive = [],
  limits,
  domain = '127.0.0.1',
  phones = false,
  shown,
}: Options = {}) {
  let ahead = 0
  const now = (): Instant => clock() + ahead
  const people = createUsers(now)
  const tokens = createAccessTokens(now, APP)
  const login = createMiniProgramLogin(now, APP, people)
  const official = createOfficialAccount(now, OFFICIAL, people, domain)
  const officialTokens = createAccessTokens(now, OFFICIAL)
  const phone = createPhoneNumber(now, APP.appid)
  const subscribe = createSubscribeMessages(people, TEMPLATES, sensitive, shown)
  const check = createContentCheck(people, { risky: [], review: [], ...words })
  const pushToken = 'standin'
  const { greet, push } = createWebhook(now, pushToken)
  const moods = createInjectedFaults()
  const overQuota = createQuota(now, limits)

  const counted =
    (endpoint: Endpoint, handler: Handler): Handler =>
    (asked) =>
      overQuota(endpoint) ?? handler(asked)
  const withToken =
    (handler: Handler, of = tokens): Handler =>
    (asked) =>
      of.isGood(asked.query.get('access_token')) ? handler(asked) : 40001
  const isOfficial = (asked: StandInRequest): boolean => {
    const json = readJson(asked)
    return typeof json === 'object' && json.appid === OFFICIAL.appid
  }
  const handlers: Record<Endpoint, Handler> = {
    jscode2session: counted('jscode2session', login.answer),
    stable_token: counted('stable_token', (asked) => (isOfficial(asked) ? officialTokens : tokens).answer(asked)),
    getuserphonenumber: counted('getuserphonenumber', withToken(phone.answer)),
    send: counted('send', withToken(subscribe.answer)),
    msg_sec_check: counted('msg_sec_check', withToken(check.answer)),
    getwxacodeunlimit: counted('getwxacodeunlimit', withToken(createMiniCode(pages).answer)),
    oauth2: counted('oauth2', official.answer),
    user_info: counted('user_info', withToken(official.info, officialTokens)),
  }

  const knownAs = (openid: string, unionid: string | undefined, how: Reader) => ({
    openid,
    ...(unionid ? { unionid } : {}),
    ...how,
  })
  const control = {
    answerNext: moods.answerNext,
    /** Every answer comes so many milliseconds late. */
    slow: (ms: number) => {
      moods.late = ms
    },
    /** Nobody is answered any more: whoever calls is hung up on, or finds nobody listening. */
    async die(how: 'hang-up' | 'refused') {
      moods.hangsUp = how === 'hang-up'
      if (how === 'refused' && server.isOpen()) await server.close()
    },
    async revive() {
      moods.hangsUp = false
      if (!server.isOpen()) await server.open()
    },
    /** So many milliseconds go by here. */
    pass: (ms: number) => {
      ahead += ms
    },
    /** How often an endpoint was asked. */
    calls: (endpoint: Endpoint): number => server.calls(endpoint),
    /** What phones have shown, the oldest first. */
    messages: () => subscribe.messages,
    loginCode: (openid: string, unionid?: string) => login.mint({ openid, ...(unionid ? { unionid } : {}) }),
    officialCode: (openid: string, unionid?: string, how: Reader = {}) => official.mint(knownAs(openid, unionid, how)),
    /** Whose WeChat the official account's pages are opened in. */
    readAs: (openid: string, unionid?: string, how: Reader = {}) => official.read(knownAs(openid, unionid, how)),
    phoneCode: phone.mint,
    visit: people.visit,
    distrust: people.distrust,
    grant: subscribe.grant,
    revokeToken: tokens.revoke,
    spoilToken: tokens.spoil,
    greet,
    push,
  }
  const held = phones && createPhonePages({ ...control, templates: Object.keys(TEMPLATES) })
  const server = await openServer(
    {
      handlers,
      moods,
      async besides(request, body, response) {
        const url = new URL(request.url ?? '/', 'http://wechat')
        const page = PHONE.exec(url.pathname)
        if (held && page) {
          const to = await held(page[1] ?? '', url.searchParams, response)
          if (to) response.writeHead(302, { location: to }).end()
          return true
        }
        if (url.pathname !== '/connect/oauth2/authorize') return answerControl(control, request, body, response)
        const to = official.authorize(url.searchParams)
        response.writeHead(to ? 302 : 400, to ? { location: to } : {}).end()
        return true
      },
    },
    port,
  )
  return {
    ...control,
    /** What our cloud is configured with to talk to it. */
    settings: {
      ...APP,
      api: server.at,
      open: server.at,
      official: OFFICIAL,
      templates: { moved: MOVED, promoted: PROMOTED, tomorrow: TOMORROW },
      pushToken,
    },
    stop: async () => {
      if (server.isOpen()) await server.close()
    },
  }
}
