import { may } from '@core/account/role'
import { ok } from '@core/base/refusal'
import { dayOf } from '@core/base/time'
import { ApiError } from '../../base/api-error'
import type { Deps } from '../../base/deps'
import type { Handlers } from '../../runtime/handler'
import { tryCode } from '../wrong-code/service'
import { join, joinOptions } from './join'
import { inviteManagers } from './managers'
import { acceptRoleInvitation, type InvitationKeys, invite, readInvitation, withdrawInvitation } from './service'

export function roleInvitationRoutes(
  deps: Deps,
  keys: InvitationKeys,
): Handlers<
  | 'inviteToRole'
  | 'inviteToStanding'
  | 'inviteManagers'
  | 'withdrawInvitation'
  | 'takeRole'
  | 'seeInvitation'
  | 'joinOptions'
  | 'join'
> {
  return {
    inviteToRole: ({ caller, found: { giver }, body }) => invite(deps, keys, caller.id, giver, { role: body.role }),
    inviteToStanding({ caller, body: { kind, until } }) {
      if (until !== undefined && until < dayOf(deps.now())) throw new ApiError('bad-input', 'until')
      // The role by which they may: it ends with this role.
      const giver = caller.roles.find((role) => may([role], 'vouch', {}))
      if (!giver) throw new ApiError('not-found')
      return invite(deps, keys, caller.id, giver, { standing: kind, holdsTo: until })
    },
    inviteManagers: ({ caller, body }) => inviteManagers(deps, keys, caller, body),
    async withdrawInvitation({ params }) {
      await withdrawInvitation(deps, params.id)
      return ok({ withdrawn: params.id })
    },
    takeRole: ({ caller, body: { code, preview = false } }) =>
      tryCode(
        deps,
        caller.id,
        () => acceptRoleInvitation(deps, keys, caller, { code, preview }),
        (one) => !one.ok && one.why.refusal === 'invitation-forged',
      ),
    seeInvitation: ({ body }) => readInvitation(deps, keys, body.code),
    joinOptions: ({ body, origin }) => joinOptions(deps, keys, body, origin),
    join: ({ body, origin }) => join(deps, keys, body, origin),
  }
}
