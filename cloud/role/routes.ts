import { yes } from '@core/refusal'
import type { Deps } from '../deps'
import type { Handlers } from '../http/call'
import { Wrong } from '../http/wrong'
import { pictureOf } from '../invitation/one-time-code'
import type { PassKeys } from '../pass/keys'
import { inviteToRole, takeInvited, withdrawInvitation } from './invitation'
import { endTheirs, rolesAtPlace } from './service'

type Mine = 'roles' | 'inviteToRole' | 'roleCode' | 'withdrawInvitation' | 'takeRole' | 'endRole'

export function roleRoutes(deps: Deps, keys: PassKeys): Handlers<Mine> {
  return {
    roles: async ({ caller, query }) => yes(await rolesAtPlace(deps, caller, query)),
    inviteToRole: ({ caller, body }) => inviteToRole(deps, keys, caller, body.role),
    async roleCode({ caller, body }) {
      const picture = await pictureOf(deps, 'role', body.code, caller.id)
      if (!picture) throw new Wrong('not-found')
      return picture
    },
    async withdrawInvitation({ caller, params }) {
      await withdrawInvitation(deps, caller, params.id)
      return yes({ withdrawn: params.id })
    },
    takeRole: ({ caller, body: { code, preview = false } }) => takeInvited(deps, keys, caller, { code, preview }),
    endRole: ({ caller, body }) => endTheirs(deps, caller, body.person, body.role),
  }
}
