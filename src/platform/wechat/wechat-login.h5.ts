import type { LoginWays } from '@core/contract/endpoints/account/login'
import { urlBelow } from '../app/navigation'
import type { LoginReturn } from './wechat-login'

/** OAuth state, in this tab's session storage until WeChat redirects back. */
const STATE_KEY = 'yike.official'
const STATE_BYTES = 16
/**
 * Redirect path; the cloud forwards it to the login page (cloud/runtime/process/serve.ts), since WeChat accepts no URL
 * with a hash.
 */
const RETURN_PATH = '/in'

/** WeChat's in-app browser, which supports OAuth. 企业微信 has the same user agent token, but does not support it. */
const inWechat = (): boolean => /MicroMessenger/i.test(navigator.userAgent) && !/wxwork/i.test(navigator.userAgent)

/**
 * The WeChat stand-in of `npm start`: its pages let any browser choose a WeChat user
 * (stand-in/endpoints/phone-pages.ts).
 */
const isStandIn = (authorize: string): boolean => /^http:\/\/127\.0\.0\.1:\d+\/phone\//.test(authorize)

/** Whether login with WeChat is available here. */
export const canLoginByWechat = ({ official }: LoginWays): boolean =>
  !!official && (inWechat() || isStandIn(official.authorize))

const newState = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(STATE_BYTES)), (byte) => byte.toString(16).padStart(2, '0')).join('')

/** False where the browser forbids storage: reading `sessionStorage` itself throws then. */
function storeState(state: string): boolean {
  try {
    sessionStorage.setItem(STATE_KEY, JSON.stringify({ state, to: urlBelow() }))
    return true
  } catch {
    return false
  }
}

/**
 * Redirects to WeChat, which redirects back at once without asking (snsapi_base). Not where that cannot lead to a login:
 * a code that comes back without our state is rejected.
 */
export async function requestWechatLogin({ official }: LoginWays): Promise<'blocked' | undefined> {
  if (!official) return undefined
  const state = newState()
  if (!storeState(state)) return 'blocked'
  // Order matters: WeChat matches the URL against a pattern.
  const query = new URLSearchParams([
    ['appid', official.appid],
    ['redirect_uri', location.origin + RETURN_PATH],
    ['response_type', 'code'],
    ['scope', 'snsapi_base'],
    ['state', state],
  ])
  // Replaces the history entry, so that going back does not lead through WeChat again.
  location.replace(`${official.authorize}?${query}#wechat_redirect`)
  return new Promise(() => undefined)
}

/** The state of this tab's attempt, once; empty where there is none, or the browser forbids storage. */
function takeStoredState(): { state?: string; to?: string } {
  try {
    const stored = sessionStorage.getItem(STATE_KEY)
    sessionStorage.removeItem(STATE_KEY)
    return JSON.parse(stored ?? '{}')
  } catch {
    return {}
  }
}

/**
 * Takes the OAuth code out of the URL, so that it is not stored, shared or sent again. A code without our state is
 * rejected (login CSRF: somebody else's code would log this person in as them).
 */
export function takeLoginReturn(): LoginReturn | undefined {
  const [page = '', search = ''] = location.hash.split('?')
  const query = new URLSearchParams(search)
  const [code, state] = [query.get('code'), query.get('state')]
  if (!code) return undefined
  history.replaceState(history.state, '', `${location.pathname}${page}`)
  const stored = takeStoredState()
  return stored.state && stored.state === state ? { official: code, to: stored.to } : 'strange'
}
