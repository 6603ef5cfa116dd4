import { randomBytes } from 'node:crypto'
import type { Instant } from '@core/base/time'
import type { StandInAnswer, StandInRequest } from '../protocol/request'
import type { App } from './access-tokens'
import { checkApp, type Identity } from './mini-program-login'
import { createSingleUse } from './single-use-codes'
import type { Users } from './users'

/**
 * What WeChat makes of a reader: do they follow the account, so that it says who they are; did they once allow more, so
 * that their code does; do they look at a copy of the page alone, as nobody.
 */
export type Reader = { follows?: boolean; told?: boolean; snapshot?: boolean }
type Known = Identity & Reader

/** WeChat holds the authorize address against a pattern: in another order it does not open. */
const ORDER = ['appid', 'redirect_uri', 'response_type', 'scope', 'state']
const STATE = /^[a-zA-Z0-9]{0,128}$/

/**
 * The official account's OAuth2, with `snsapi_base`: nobody is asked, and the openid is all that is promised to be told.
 * `domain`: where alone a reader is sent back to, without a port.
 */
export function createOfficialAccount(now: () => Instant, app: App, people: Users, domain: string) {
  const codes = createSingleUse<Known>(now)
  const readers = new Map<string, Known>()
  let reader: Known = { openid: 'official-reader-0001' }
  const mint = (who: Known): string => {
    people.meetElsewhere(who.openid)
    readers.set(who.openid, who)
    return codes.mint(who)
  }
  return {
    mint,
    /** Who holds the phone in whose WeChat pages are opened. */
    read: (who: Known) => {
      reader = who
    },
    /** WeChat's own page, which sends on to ours with a code, before what is behind the hash. */
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
    answer(asked: StandInRequest): StandInAnswer {
      const wrong = checkApp(asked, app)
      if (wrong) return wrong
      const who = codes.use(asked.query.get('code'))
      if (!who || asked.query.get('grant_type') !== 'authorization_code') return 40029
      const token = () => randomBytes(32).toString('base64url')
      return {
        ...{ access_token: token(), expires_in: 7200, refresh_token: token(), openid: who.openid },
        ...{ scope: 'snsapi_base', ...(who.told && who.unionid ? { unionid: who.unionid } : {}) },
        ...(who.snapshot ? { is_snapshotuser: 1 } : {}),
      }
    },
    /** Of one who does not follow, nothing but that. */
    info({ query }: StandInRequest): StandInAnswer {
      const who = readers.get(query.get('openid') ?? '')
      if (!who) return 40003
      const { openid, unionid, follows } = who
      if (!follows) return { subscribe: 0, openid }
      return { subscribe: 1, openid, language: 'zh_CN', remark: '', tagid_list: [], ...(unionid ? { unionid } : {}) }
    },
  }
}
