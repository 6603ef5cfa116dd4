import { yes } from '@core/base/refusal'
import type { PassKeys } from '../../attendance/pass/keys'
import type { Deps } from '../../base/deps'
import type { Handlers } from '../../runtime/dispatch'
import { inviteToRole, pictureOf, takeInvited, withdrawInvitation } from '../role-invitation/service'
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
