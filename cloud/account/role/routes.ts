import { ok } from '@core/base/refusal'
import type { Deps } from '../../base/deps'
import type { Handlers } from '../../runtime/handler'
import { endSomeonesRole, rolesAtPlace } from './service'

export function roleRoutes(deps: Deps): Handlers<'roles' | 'endRole'> {
  return {
    roles: async ({ caller, found }) => ok(await rolesAtPlace(deps, caller, found)),
    endRole: ({ caller, found: { giver }, body: { preview = false, ...body } }) =>
      endSomeonesRole(deps, { ...body, by: caller.id, giver, preview }),
  }
}
