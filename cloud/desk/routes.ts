import { yes } from '@core/refusal'
import type { Deps } from '../deps'
import type { Handlers } from '../http/call'
import { lookAtCode, makeCode } from './service'

export function deskRoutes(deps: Deps): Handlers<'makeDeskCode' | 'deskCode'> {
  return {
    makeDeskCode: ({ caller }) => makeCode(deps, caller),
    deskCode: async ({ caller, params }) => yes(await lookAtCode(deps, caller, params.id)),
  }
}
