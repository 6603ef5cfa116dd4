import { dayOf } from '@core/base/time'
import type { Deps } from '../../base/deps'
import { hashPhone, maskPhone } from '../../wechat/phone'
import { matchStandings } from '../standing/queries'
import { requireWechat, unwrap } from './asked'
import { readPhone, writePhone } from './queries'

/**
 * Exchanges the code of the phone number button, stores the number sealed, and returns it masked. What a list has for this
 * number, its owner gets: WeChat has verified it.
 */
export async function savePhone(deps: Deps, person: string, code: string): Promise<string> {
  const { wechat, sealer } = requireWechat(deps)
  const { country, number } = unwrap(await wechat.phoneNumber(code))
  const whole = country === '86' ? number : `+${country} ${number}`
  await writePhone(deps.db, sealer, person, whole, deps.now())
  await matchStandings(deps.db, person, hashPhone(sealer, whole), dayOf(deps.now()), deps.now())
  return maskPhone(whole)
}

/** The stored number, masked; undefined if there is none, or no key to open it. */
export async function maskedPhone(
  { db, sealer }: Pick<Deps, 'db' | 'sealer'>,
  person: string,
): Promise<string | undefined> {
  const number = sealer && (await readPhone(db, sealer, person))
  return number && maskPhone(number)
}
