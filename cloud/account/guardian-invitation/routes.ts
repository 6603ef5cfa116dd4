import { ok } from '@core/base/refusal'
import type { Deps } from '../../base/deps'
import type { Handlers } from '../../runtime/handler'
import { inviteGuardian, joinAsGuardian } from './service'

export function guardianInvitationRoutes(deps: Deps): Handlers<'invite' | 'joinAsGuardian'> {
  return {
    invite: async ({ caller, params }) => ok(await inviteGuardian(deps, caller.id, params.id)),
    async joinAsGuardian({ caller, body }) {
      const verdict = await joinAsGuardian(deps, caller, body)
      return verdict.ok ? ok({ person: verdict.value }) : verdict
    },
  }
}
