import { yes } from '@core/refusal'
import type { Deps } from '../deps'
import type { Handlers } from '../http/call'
import { makeCode } from './service'

export function deskRoutes(deps: Deps): Handlers<'makeDeskCode' | 'deskCode'> {
  return {
    makeDeskCode: ({ caller }) => makeCode(deps, caller),
    deskCode: async ({ found }) => yes(found),
  }
}
