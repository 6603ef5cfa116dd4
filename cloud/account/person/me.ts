import type { Me } from '@core/contract/endpoints/account/person'
import { ApiError } from '../../base/api-error'
import type { Deps } from '../../base/deps'
import { maskedPhone } from '../identity/phone'
import { listHousehold } from './cared'
import { listRoles } from './queries'

/** The person of a login with household, roles and masked phone number. Throws `login-needed` for an erased person. */
export async function findMe(deps: Deps, id: string): Promise<Me> {
  const household = await listHousehold(deps.db, id)
  const person = household.find((one) => one.relation === 'self')
  if (!person) throw new ApiError('login-needed')
  const phone = await maskedPhone(deps, id)
  const people = household.filter((one) => one !== person)
  return { person, people, roles: await listRoles(deps.db, id), ...(phone ? { phone } : {}) }
}
