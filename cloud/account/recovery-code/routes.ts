import { ok } from '@core/base/refusal'
import type { Deps } from '../../base/deps'
import type { Handlers } from '../../runtime/handler'
import { countRecoveryCodes } from './queries'
import { makeRecoveryCodes } from './service'

export function recoveryCodeRoutes(deps: Deps): Handlers<'recoveryCodes' | 'makeRecoveryCodes'> {
  return {
    recoveryCodes: async ({ caller }) => ok({ left: await countRecoveryCodes(deps.db, caller.id) }),
    makeRecoveryCodes: ({ caller }) => makeRecoveryCodes(deps, caller),
  }
}
