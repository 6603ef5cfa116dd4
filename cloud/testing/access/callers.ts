import { type Role, scopeOf } from '@core/account/role'
import { HOUR, moment } from '@core/base/time'
import { insertLogin } from '../../account/login/queries'
import { sha256 } from '../../util/hash'
import { personId, tokenOf } from '../model/fixture'
import { MONDAY_TEN, type World } from '../world/world'

const STREET = '440112012'
export const OTHER_STREET = '440112001'
export const STATION = 'hp001'
/** In the other street. */
export const OTHER_STATION = 'hp077'

/** All callers with their roles: one without a login, two residents who own things, and one for each role here and at the
 * other station. */
export const ROLE_OF = {
  nobody: undefined,
  resident: undefined,
  neighbour: undefined,
  member: { role: 'member', scope: STATION },
  staff: { role: 'staff', scope: STATION },
  station: { role: 'station', scope: STATION },
  street: { role: 'street', scope: STREET },
  department: { role: 'department', scope: 'tax' },
  district: { role: 'district' },
  otherMember: { role: 'member', scope: OTHER_STATION },
  otherStaff: { role: 'staff', scope: OTHER_STATION },
  otherStation: { role: 'station', scope: OTHER_STATION },
  otherStreet: { role: 'street', scope: OTHER_STREET },
} as const satisfies Record<string, Role | undefined>
export type CallerName = keyof typeof ROLE_OF
export const CALLERS = Object.keys(ROLE_OF) as CallerName[]

const LOGIN_FOR = 1_000 * HOUR
export const idOf = (name: CallerName): string => personId(1_000 + CALLERS.indexOf(name))
export const bearerOf = (name: CallerName): Record<string, string> =>
  name === 'nobody' ? {} : { authorization: `Bearer ${tokenOf(idOf(name))}` }

/** Inserts all callers with their roles, each with a login. */
export async function insertCallers({ db }: World): Promise<void> {
  const now = moment(MONDAY_TEN)
  for (const name of CALLERS.filter((one) => one !== 'nobody')) {
    const id = idOf(name)
    await db.query('insert into person (id, name, created_at) values ($1, $2, $3)', [id, `人${name}`, now])
    await db.query(`insert into guardianship (guardian_id, person_id, relation, since) values ($1, $1, 'self', $2)`, [
      id,
      now,
    ])
    const role: Role | undefined = ROLE_OF[name]
    if (role)
      await db.query('insert into role (person_id, role, scope) values ($1, $2, $3)', [id, role.role, scopeOf(role)])
    await insertLogin(db, sha256(tokenOf(id)), id, MONDAY_TEN, MONDAY_TEN + LOGIN_FOR)
  }
}
