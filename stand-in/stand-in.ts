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

/** Fictitious ids and secrets, in WeChat's format. */
const APP = { appid: 'wx0000000000000001', secret: '0'.repeat(31).concat('1') }
const OFFICIAL = { appid: 'wx0000000000000002', secret: '0'.repeat(31).concat('2') }
const TEMPLATES: Templates = {
  moved_0000000000000000000000000000000000000: ['thing1', 'time2', 'thing3'],
  promoted_0000000000000000000000000000000000: ['thing1', 'time2', 'thing3'],
  tomorrow_0000000000000000000000000000000000: ['thing1', 'time2', 'thing3'],
}
const [MOVED = '', PROMOTED = '', TOMORROW = ''] = Object.keys(TEMPLATES)

/** The pages of phone-pages.ts, with the rest of the path. */
const PHONE = /^\/phone(\/.*)?$/

export type Options = {
  now?: () => Instant
  port?: number
  /** Published pages; by default all. */
  pages?: readonly string[]
  words?: Partial<CheckedWords>
  /** Words that no message may contain. */
  sensitive?: readonly string[]
  limits?: Limits
  /** The only host name to which the official account redirects back. */
  domain?: string
  /** Serves the pages under `/phone`, where a developer chooses a WeChat user. */
  phones?: boolean
  /** Called for each message that a phone shows. */
  shown?: (message: ShownMessage) => void
}

/** Starts a local WeChat open API, with the documented wire, limits and errcodes, and with controls for tests. */
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
  const users = createUsers(now)
  const tokens = createAccessTokens(now, APP)
  const login = createMiniProgramLogin(now, APP, users)
  const official = createOfficialAccount(now, OFFICIAL, users, domain)
  const officialTokens = createAccessTokens(now, OFFICIAL)
  const phone = createPhoneNumber(now, APP.appid)
  const subscribe = createSubscribeMessages(users, TEMPLATES, sensitive, shown)
  const check = createContentCheck(users, { risky: [], review: [], ...words })
  const pushToken = 'standin'
  const { greet, push } = createWebhook(now, pushToken)
  const faults = createInjectedFaults()
  const overQuota = createQuota(now, limits)

  const counted =
    (endpoint: Endpoint, handler: Handler): Handler =>
    (call) =>
      overQuota(endpoint) ?? handler(call)
  const withToken =
    (handler: Handler, of = tokens): Handler =>
    (call) =>
      of.isValid(call.query.get('access_token')) ? handler(call) : 40001
  const isOfficial = (call: StandInRequest): boolean => {
    const json = readJson(call)
    return typeof json === 'object' && json.appid === OFFICIAL.appid
  }
  const handlers: Record<Endpoint, Handler> = {
    jscode2session: counted('jscode2session', login.answer),
    stable_token: counted('stable_token', (call) => (isOfficial(call) ? officialTokens : tokens).answer(call)),
    getuserphonenumber: counted('getuserphonenumber', withToken(phone.answer)),
    send: counted('send', withToken(subscribe.answer)),
    msg_sec_check: counted('msg_sec_check', withToken(check.answer)),
    getwxacodeunlimit: counted('getwxacodeunlimit', withToken(createMiniCode(pages).answer)),
    oauth2: counted('oauth2', official.answer),
    user_info: counted('user_info', withToken(official.info, officialTokens)),
  }

  const readerOf = (openid: string, unionid: string | undefined, how: Reader) => ({
    openid,
    ...(unionid ? { unionid } : {}),
    ...how,
  })
  const control = {
    answerNext: faults.answerNext,
    /** Delays every answer by `ms` milliseconds. */
    slow: (ms: number) => {
      faults.late = ms
    },
    /** Stops answering: closes every connection, or refuses them. */
    async die(how: 'hang-up' | 'refused') {
      faults.hangsUp = how === 'hang-up'
      if (how === 'refused' && server.isOpen()) await server.close()
    },
    async revive() {
      faults.hangsUp = false
      if (!server.isOpen()) await server.open()
    },
    /** Advances its clock. */
    pass: (ms: number) => {
      ahead += ms
    },
    /** Number of requests to an endpoint. */
    calls: (endpoint: Endpoint): number => server.calls(endpoint),
    /** Messages that phones have shown, oldest first. */
    messages: () => subscribe.messages,
    loginCode: (openid: string, unionid?: string) => login.mint({ openid, ...(unionid ? { unionid } : {}) }),
    officialCode: (openid: string, unionid?: string, how: Reader = {}) => official.mint(readerOf(openid, unionid, how)),
    /** Sets the reader in whose WeChat the official account's pages are opened. */
    readAs: (openid: string, unionid?: string, how: Reader = {}) => official.read(readerOf(openid, unionid, how)),
    phoneCode: phone.mint,
    visit: users.visit,
    distrust: users.distrust,
    grant: subscribe.grant,
    revokeToken: tokens.revoke,
    spoilToken: tokens.spoil,
    greet,
    push,
  }
  const phonePages = phones && createPhonePages({ ...control, templates: Object.keys(TEMPLATES) })
  const server = await openServer(
    {
      handlers,
      faults,
      async fallback(request, body, response) {
        const url = new URL(request.url ?? '/', 'http://wechat')
        const page = PHONE.exec(url.pathname)
        if (phonePages && page) {
          const to = await phonePages(page[1] ?? '', url.searchParams, response)
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
    /** Holds every answer back until the function that it returns is called. */
    hold(): () => void {
      let release = (): void => undefined
      faults.held = new Promise<void>((resolve) => {
        release = resolve
      })
      return () => {
        faults.held = undefined
        release()
      }
    },
    /** Settings of a cloud that uses this stand-in. */
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
