import type { Role } from '@core/account/role'
import type { World } from './world'

export const ROSTER = '/api/sessions/hp001.talk-2611231400/roster'
export const staff: Role = { role: 'staff', scope: 'hp001' }
export const station: Role = { role: 'station', scope: 'hp001' }
export const street: Role = { role: 'street', scope: '440112012' }
export const tax: Role = { role: 'department', scope: 'tax' }
export const district: Role = { role: 'district' }
export const member: Role = { role: 'member', scope: 'hp001' }

export type Someone = Awaited<ReturnType<World['as']>>
export const invite = (who: Someone, role: Role) => who('POST', '/api/roles/invitations', { role })
export const codeOf = async (who: Someone, role: Role): Promise<string> => (await invite(who, role)).body.code
export const acceptInvitation = (who: Someone, code: string, more: object = {}) =>
  who('POST', '/api/roles', { code, ...more })
export const refusalOf = async (who: Someone, code: string, more: object = {}) =>
  (await acceptInvitation(who, code, more)).body.refusal
/** Grants a role: one person invites, the other accepts. */
export async function giveRole(giver: Someone, who: Someone, role: Role): Promise<void> {
  expect((await acceptInvitation(who, await codeOf(giver, role))).status).toBe(200)
}
export const end = (who: Someone, person: string, role: Role) => who('POST', '/api/roles/end', { person, role })
export const list = async (who: Someone, query = 'of=station&id=hp001') =>
  (await who('GET', `/api/roles?${query}`)).body
/** A person's own roles, as `/api/me` returns them. */
export const mine = async (who: Someone): Promise<Role[]> =>
  (await who('GET', '/api/me')).body.roles.map(({ role, scope }: { role: string; scope: string }) =>
    role === 'district' ? { role } : { role, scope },
  )
