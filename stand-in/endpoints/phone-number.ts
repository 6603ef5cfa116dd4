import type { Instant } from '@core/base/time'
import { type Answer, type Asked, posted } from '../protocol/request'
import { createSingleUse } from './single-use-codes'

export function createPhone(now: () => Instant, appid: string) {
  const codes = createSingleUse<string>(now)
  return {
    answer(asked: Asked): Answer {
      const json = posted(asked)
      if (typeof json === 'number') return json
      const number = codes.use(json.code)
      if (!number) return 40029
      const watermark = { timestamp: Math.floor(now() / 1000), appid }
      const phone_info = { phoneNumber: number, purePhoneNumber: number, countryCode: '86', watermark }
      return { errcode: 0, errmsg: 'ok', phone_info }
    },
    /** What the button gives them. */
    mint: codes.mint,
  }
}
