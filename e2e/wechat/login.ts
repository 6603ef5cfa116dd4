import { randomBytes } from 'node:crypto'
import type { Instant } from '@core/time'
import type { Answer, Asked } from './asked'
import type { People } from './people'
import { createSingleUse } from './single-use'
import type { App } from './tokens'

export type Identity = { openid: string; unionid?: string }

/** Is it our app that asks? Both endpoints that change a code are asked in the query. */
const wrongApp = ({ query }: Asked, app: App): number | undefined => {
  if (query.get('appid') !== app.appid) return 40013
  return query.get('secret') === app.secret ? undefined : 40125
}

export function createLogin(now: () => Instant, app: App, people: People) {
  const codes = createSingleUse<Identity>(now)
  return {
    answer(asked: Asked): Answer {
      const wrong = wrongApp(asked, app)
      if (wrong) return wrong
      const who = codes.use(asked.query.get('js_code'))
      if (!who || asked.query.get('grant_type') !== 'authorization_code') return 40029
      if (people.isRisky(who.openid)) return 40226
      return { ...who, session_key: randomBytes(16).toString('base64') }
    },
    /** What `wx.login` gives them. */
    mint(who: Identity): string {
      people.visit(who.openid)
      return codes.mint(who)
    },
  }
}

/** The official account's OAuth2, with `snsapi_base`: nobody is asked, and the openid is all that is told. */
export function createOfficial(now: () => Instant, app: App, people: People) {
  const codes = createSingleUse<Identity>(now)
  let reader: Identity = { openid: 'official-reader-0001' }
  const mint = (who: Identity): string => {
    people.meetElsewhere(who.openid)
    return codes.mint(who)
  }
  return {
    mint,
    /** Who holds the phone in whose WeChat pages are opened. */
    read: (who: Identity) => {
      reader = who
    },
    /** WeChat's own page, which sends on to ours with a code. */
    authorize(query: URLSearchParams): string | undefined {
      const to = query.get('redirect_uri')
      if (query.get('appid') !== app.appid || query.get('scope') !== 'snsapi_base' || !to) return undefined
      const url = new URL(to)
      url.searchParams.set('code', mint(reader))
      url.searchParams.set('state', query.get('state') ?? '')
      return url.href
    },
    answer(asked: Asked): Answer {
      const wrong = wrongApp(asked, app)
      if (wrong) return wrong
      const who = codes.use(asked.query.get('code'))
      if (!who || asked.query.get('grant_type') !== 'authorization_code') return 40029
      const token = () => randomBytes(32).toString('base64url')
      return { access_token: token(), expires_in: 7200, refresh_token: token(), scope: 'snsapi_base', ...who }
    },
  }
}
