import type { Instant } from '@core/base/time'
import { readJson, type StandInAnswer, type StandInRequest } from '../protocol/request'
import { createSingleUse } from './single-use-codes'

export function createPhoneNumber(now: () => Instant, appid: string) {
  const codes = createSingleUse<string>(now)
  return {
    answer(call: StandInRequest): StandInAnswer {
      const json = readJson(call)
      if (typeof json === 'number') return json
      const number = codes.use(json.code)
      if (!number) return 40029
      const watermark = { timestamp: Math.floor(now() / 1000), appid }
      const phone_info = { phoneNumber: number, purePhoneNumber: number, countryCode: '86', watermark }
      return { errcode: 0, errmsg: 'ok', phone_info }
    },
    /** The code of the phone number button. */
    mint: codes.mint,
  }
}
