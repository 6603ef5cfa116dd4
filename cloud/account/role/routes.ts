import { ok } from '@core/base/refusal'
import type { Deps } from '../../base/deps'
import type { Handlers } from '../../runtime/handler'
import { acceptRoleInvitation, type InvitationKeys, inviteToRole, withdrawInvitation } from '../role-invitation/service'
import { endSomeonesRole, rolesAtPlace } from './service'

type Mine = 'roles' | 'inviteToRole' | 'withdrawInvitation' | 'takeRole' | 'endRole'

export function roleRoutes(deps: Deps, keys: InvitationKeys): Handlers<Mine> {
  return {
    roles: async ({ caller, found }) => ok(await rolesAtPlace(deps, caller, found)),
    inviteToRole: ({ caller, found: { giver }, body }) => inviteToRole(deps, keys, caller.id, giver, body.role),
    async withdrawInvitation({ params }) {
      await withdrawInvitation(deps, params.id)
      return ok({ withdrawn: params.id })
    },
    takeRole: ({ caller, body: { code, preview = false } }) =>
      acceptRoleInvitation(deps, keys, caller, { code, preview }),
    endRole: ({ caller, found: { giver }, body }) => endSomeonesRole(deps, { ...body, by: caller.id, giver }),
  }
}
