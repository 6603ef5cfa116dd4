import { ok } from '@core/base/refusal'
import type { Deps } from '../../base/deps'
import type { Handlers } from '../../runtime/handler'
import { makeLoginCode } from './service'

export function loginCodeRoutes(deps: Deps): Handlers<'makeDeskCode' | 'deskCode'> {
  return {
    makeDeskCode: ({ caller }) => makeLoginCode(deps, caller),
    deskCode: async ({ found }) => ok(found),
  }
}
