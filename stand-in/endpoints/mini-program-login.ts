import { randomBytes } from 'node:crypto'
import type { Instant } from '@core/base/time'
import type { StandInAnswer, StandInRequest } from '../protocol/request'
import type { App } from './access-tokens'
import { createSingleUse } from './single-use-codes'
import type { Users } from './users'

export type Identity = { openid: string; unionid?: string }

/** Is it our app that asks? Both endpoints that change a code are asked in the query. */
export const checkApp = ({ query }: StandInRequest, app: App): number | undefined => {
  if (query.get('appid') !== app.appid) return 40013
  return query.get('secret') === app.secret ? undefined : 40125
}

export function createMiniProgramLogin(now: () => Instant, app: App, people: Users) {
  const codes = createSingleUse<Identity>(now)
  return {
    answer(asked: StandInRequest): StandInAnswer {
      const wrong = checkApp(asked, app)
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
