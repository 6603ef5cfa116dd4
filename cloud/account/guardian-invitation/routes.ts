import { yes } from '@core/base/refusal'
import type { Deps } from '../../base/deps'
import type { Handlers } from '../../runtime/dispatch'
import { invite, joinAsGuardian } from './service'

export function invitationRoutes(deps: Deps): Handlers<'invite' | 'joinAsGuardian'> {
  return {
    invite: async ({ caller, params }) => yes(await invite(deps, caller.id, params.id)),
    async joinAsGuardian({ caller, body }) {
      const verdict = await joinAsGuardian(deps, caller, body)
      return verdict.ok ? yes({ person: verdict.value }) : verdict
    },
  }
}
