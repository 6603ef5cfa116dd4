import { randomBytes } from 'node:crypto'
import type { Instant } from '@core/base/time'
import type { StandInAnswer, StandInRequest } from '../protocol/request'
import type { App } from './access-tokens'
import { createSingleUse } from './single-use-codes'
import type { Users } from './users'

export type Identity = { openid: string; unionid?: string }

/** Checks app id and secret in the query, for the two endpoints that exchange a code. */
export const checkApp = ({ query }: StandInRequest, app: App): number | undefined => {
  if (query.get('appid') !== app.appid) return 40013
  return query.get('secret') === app.secret ? undefined : 40125
}

export function createMiniProgramLogin(now: () => Instant, app: App, users: Users) {
  const codes = createSingleUse<Identity>(now)
  return {
    answer(call: StandInRequest): StandInAnswer {
      const wrong = checkApp(call, app)
      if (wrong) return wrong
      const who = codes.use(call.query.get('js_code'))
      if (!who || call.query.get('grant_type') !== 'authorization_code') return 40029
      if (users.isRisky(who.openid)) return 40226
      return { ...who, session_key: randomBytes(16).toString('base64') }
    },
    /** The code of `wx.login`. */
    mint(who: Identity): string {
      users.visit(who.openid)
      return codes.mint(who)
    },
  }
}
