import { ok } from '@core/base/refusal'
import type { Deps } from '../../base/deps'
import type { Handlers } from '../../runtime/handler'
import { tryCode } from '../wrong-code/service'
import { inviteGuardian, joinAsGuardian } from './service'

export function guardianInvitationRoutes(deps: Deps): Handlers<'invite' | 'joinAsGuardian'> {
  return {
    invite: async ({ caller, params }) => ok(await inviteGuardian(deps, caller.id, params.id)),
    async joinAsGuardian({ caller, body }) {
      const join = () => joinAsGuardian(deps, caller, body)
      const verdict = await tryCode(deps, caller.id, join, (one) => !one.ok && one.why.refusal === 'bad-invitation')
      return verdict.ok ? ok({ person: verdict.value }) : verdict
    },
  }
}
