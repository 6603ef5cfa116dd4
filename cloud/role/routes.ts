import { yes } from '@core/refusal'
import type { Deps } from '../deps'
import type { Handlers } from '../http/call'
import type { PassKeys } from '../pass/keys'
import { inviteToRole, pictureOf, takeInvited, withdrawInvitation } from './invitation'
import { endTheirs, rolesAtPlace } from './service'

type Mine = 'roles' | 'inviteToRole' | 'roleCode' | 'withdrawInvitation' | 'takeRole' | 'endRole'

export function roleRoutes(deps: Deps, keys: PassKeys): Handlers<Mine> {
  return {
    roles: async ({ caller, query }) => yes(await rolesAtPlace(deps, caller, query)),
    inviteToRole: ({ caller, body }) => inviteToRole(deps, keys, caller, body.role),
    roleCode: ({ caller, body }) => pictureOf(deps, caller, body.code),
    async withdrawInvitation({ caller, params }) {
      await withdrawInvitation(deps, caller, params.id)
      return yes({ withdrawn: params.id })
    },
    takeRole: ({ caller, body: { code, preview = false } }) => takeInvited(deps, keys, caller, { code, preview }),
    endRole: ({ caller, body }) => endTheirs(deps, caller, body.person, body.role),
  }
}
