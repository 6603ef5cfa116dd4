import type { Deps } from '../../base/deps'
import { maskPhone } from '../../wechat/phone'
import { requireWechat, unwrap } from './asked'
import { readPhone, writePhone } from './queries'

/** The number that the button's code stands for is kept from now on; it is told masked. */
export async function savePhone(deps: Deps, person: string, code: string): Promise<string> {
  const { wechat, sealer } = requireWechat(deps)
  const { country, number } = unwrap(await wechat.phoneNumber(code))
  const whole = country === '86' ? number : `+${country} ${number}`
  await writePhone(deps.db, sealer, person, whole, deps.now())
  return maskPhone(whole)
}

/** Masked; undefined when there is none, or nothing to open it with. */
export async function maskedPhone(
  { db, sealer }: Pick<Deps, 'db' | 'sealer'>,
  person: string,
): Promise<string | undefined> {
  const number = sealer && (await readPhone(db, sealer, person))
  return number && maskPhone(number)
}
