import { yes } from '@core/refusal'
import type { Deps } from '../deps'
import type { Handlers } from '../http/call'
import type { PassKeys } from '../pass/keys'
import { inviteToRole, pictureOf, takeInvited, withdrawInvitation } from './invitation'
import { endTheirs, rolesAtPlace } from './service'

type Mine = 'roles' | 'inviteToRole' | 'roleCode' | 'withdrawInvitation' | 'takeRole' | 'endRole'

export function roleRoutes(deps: Deps, keys: PassKeys): Handlers<Mine> {
  return {
    roles: async ({ caller, found }) => yes(await rolesAtPlace(deps, caller, found)),
    inviteToRole: ({ caller, found: { giver }, body }) => inviteToRole(deps, keys, caller.id, giver, body.role),
    roleCode: ({ caller, body }) => pictureOf(deps, caller, body.code),
    async withdrawInvitation({ params }) {
      await withdrawInvitation(deps, params.id)
      return yes({ withdrawn: params.id })
    },
    takeRole: ({ caller, body: { code, preview = false } }) => takeInvited(deps, keys, caller, { code, preview }),
    endRole: ({ caller, found: { giver }, body }) => endTheirs(deps, { ...body, by: caller.id, giver }),
  }
}
