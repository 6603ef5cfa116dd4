import { randomBytes } from 'node:crypto'
import type { Instant } from '@core/base/time'
import type { StandInAnswer, StandInRequest } from '../protocol/request'
import type { App } from './access-tokens'
import { checkApp, type Identity } from './mini-program-login'
import { createSingleUse } from './single-use-codes'
import type { Users } from './users'

/**
 * A reader of the official account. `follows`: user info has their unionid; `told`: the code exchange has it, too, since
 * they allowed more once; `snapshot`: they see a page snapshot, with a virtual openid.
 */
export type Reader = { follows?: boolean; told?: boolean; snapshot?: boolean }
type Known = Identity & Reader

/** The required order of the parameters: WeChat matches the authorize URL against a pattern. */
const ORDER = ['appid', 'redirect_uri', 'response_type', 'scope', 'state']
const STATE = /^[a-zA-Z0-9]{0,128}$/

/**
 * OAuth2 of the official account, with `snsapi_base`: no consent page, and only the openid is guaranteed. `domain`: the only
 * host name to redirect back to.
 */
export function createOfficialAccount(now: () => Instant, app: App, users: Users, domain: string) {
  const codes = createSingleUse<Known>(now)
  const readers = new Map<string, Known>()
  let reader: Known = { openid: 'official-reader-0001' }
  const mint = (who: Known): string => {
    users.meetElsewhere(who.openid)
    readers.set(who.openid, who)
    return codes.mint(who)
  }
  return {
    mint,
    /** Sets the reader in whose WeChat pages are opened. */
    read: (who: Known) => {
      reader = who
    },
    /** WeChat's OAuth page: the redirect URL with a code in its query, before the hash. Undefined if refused. */
    authorize(query: URLSearchParams): string | undefined {
      const [to, state] = [query.get('redirect_uri') ?? '', query.get('state') ?? '']
      if ([...query.keys()].join() !== ORDER.join() || !URL.canParse(to) || !STATE.test(state)) return undefined
      if (query.get('appid') !== app.appid || query.get('scope') !== 'snsapi_base') return undefined
      const url = new URL(to)
      if (query.get('response_type') !== 'code' || url.hostname !== domain) return undefined
      url.searchParams.set('code', mint(reader))
      url.searchParams.set('state', state)
      return url.href
    },
    answer(call: StandInRequest): StandInAnswer {
      const wrong = checkApp(call, app)
      if (wrong) return wrong
      const who = codes.use(call.query.get('code'))
      if (!who || call.query.get('grant_type') !== 'authorization_code') return 40029
      const token = () => randomBytes(32).toString('base64url')
      return {
        ...{ access_token: token(), expires_in: 7200, refresh_token: token(), openid: who.openid },
        ...{ scope: 'snsapi_base', ...(who.told && who.unionid ? { unionid: who.unionid } : {}) },
        ...(who.snapshot ? { is_snapshotuser: 1 } : {}),
      }
    },
    /** User info; of a reader who does not follow the account it has only that. */
    info({ query }: StandInRequest): StandInAnswer {
      const who = readers.get(query.get('openid') ?? '')
      if (!who) return 40003
      const { openid, unionid, follows } = who
      if (!follows) return { subscribe: 0, openid }
      return { subscribe: 1, openid, language: 'zh_CN', remark: '', tagid_list: [], ...(unionid ? { unionid } : {}) }
    },
  }
}
