import { ok } from '@core/base/refusal'
import { LISTED_INVITEES_MOST } from '@core/contract/endpoints/district/invitee'
import { type InvitationKeys, invite } from '../../account/role-invitation/service'
import { ApiError } from '../../base/api-error'
import type { Deps } from '../../base/deps'
import type { Handlers } from '../../runtime/handler'
import { countInvitees, findInvitee, listInvitees, markInvited } from './queries'

export function inviteeRoutes(deps: Deps, keys: InvitationKeys): Handlers<'invitees' | 'inviteInvitee'> {
  return {
    async invitees() {
      return ok({
        invitees: await listInvitees(deps, LISTED_INVITEES_MOST),
        count: await countInvitees(deps.db),
      })
    },
    async inviteInvitee({ caller, params: { id } }) {
      const found = await findInvitee(deps, id)
      if (!found) throw new ApiError('not-found')
      const made = await invite(deps, keys, caller.id, { role: 'district' }, { role: found.role })
      if (!made.ok) return made
      await markInvited(deps.db, id, deps.now())
      return ok({ ...made.value, role: found.role })
    },
  }
}
