import { yes } from '@core/base/refusal'
import type { Deps } from '../../base/deps'
import type { Handlers } from '../../runtime/dispatch'
import { lookAtCode, makeCode } from './service'

export function deskRoutes(deps: Deps): Handlers<'makeDeskCode' | 'deskCode'> {
  return {
    makeDeskCode: ({ caller }) => makeCode(deps, caller),
    deskCode: async ({ caller, params }) => yes(await lookAtCode(deps, caller, params.id)),
  }
}
