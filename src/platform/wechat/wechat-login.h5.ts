import type { LoginWays } from '@core/contract/endpoints/account/login'
import Taro from '@tarojs/taro'
import type { LoginReturn } from './wechat-login'

/** This tab's alone, until WeChat has sent it back. */
const STATE_KEY = 'yike.official'
const STATE_BYTES = 16
/** Our cloud sends what comes here on to the login page (cloud/runtime/process/serve.ts). WeChat takes no address with a hash. */
const RETURN_PATH = '/in'

/** WeChat's own browser, where a page can ask who reads it; that of 企业微信 says so too and cannot. */
const inWechat = (): boolean => /MicroMessenger/i.test(navigator.userAgent) && !/wxwork/i.test(navigator.userAgent)

/** The stand-in of `npm start`: on its pages one chooses whose WeChat it is, in any browser (stand-in/endpoints/phone-pages.ts). */
const isStandIn = (authorize: string): boolean => /^http:\/\/127\.0\.0\.1:\d+\/phone\//.test(authorize)

/** One can log in by WeChat here. */
export const canLoginByWechat = ({ official }: LoginWays): boolean =>
  !!official && (inWechat() || isStandIn(official.authorize))

const newState = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(STATE_BYTES)), (byte) => byte.toString(16).padStart(2, '0')).join('')

/** The page that led to this one, as it was opened; Taro puts marks of its own among what it was opened with. */
function pageBefore(): string | undefined {
  const page = Taro.getCurrentPages().at(-2) as { route?: string; $taroParams?: Record<string, unknown> } | undefined
  const given = Object.entries(page?.$taroParams ?? {}).filter(
    ([name]) => name !== 'stamp' && name !== '$taroTimestamp',
  )
  return page?.route && `${page.route}?${given.map(([name, value]) => `${name}=${value}`).join('&')}`
}

/** Off to WeChat, which sends its reader back at once, without a question. */
export async function requestWechatLogin({ official }: LoginWays): Promise<undefined> {
  if (!official) return undefined
  const state = newState()
  sessionStorage.setItem(STATE_KEY, JSON.stringify({ state, to: pageBefore() }))
  // In this order: WeChat holds the address against a pattern.
  const query = new URLSearchParams([
    ['appid', official.appid],
    ['redirect_uri', location.origin + RETURN_PATH],
    ['response_type', 'code'],
    ['scope', 'snsapi_base'],
    ['state', state],
  ])
  // In place of this page, or the way back would lead through WeChat again.
  location.replace(`${official.authorize}?${query}#wechat_redirect`)
  return new Promise(() => undefined)
}

function takeStoredState(): { state?: string; to?: string } {
  try {
    return JSON.parse(sessionStorage.getItem(STATE_KEY) ?? '{}')
  } catch {
    return {}
  } finally {
    sessionStorage.removeItem(STATE_KEY)
  }
}

/**
 * What WeChat sent along, once: the address is without it from then on, so that it is not kept, shared or sent again.
 * A code that nobody here asked for is somebody else's, who would have one logged in as them.
 */
export function takeLoginReturn(): LoginReturn | undefined {
  const [page = '', search = ''] = location.hash.split('?')
  const query = new URLSearchParams(search)
  const [code, state] = [query.get('code'), query.get('state')]
  if (!code) return undefined
  history.replaceState(history.state, '', `${location.pathname}${page}`)
  const asked = takeStoredState()
  return asked.state && asked.state === state ? { official: code, to: asked.to } : 'strange'
}
