import { mayAnywhere } from '@core/account/role'
import { ok } from '@core/base/refusal'
import { ApiError } from '../../base/api-error'
import type { Deps } from '../../base/deps'
import { findManaged } from '../../booking/waitlist/service'
import type { Handlers } from '../../runtime/dispatch'
import type { PassKeys } from '../pass/keys'
import { listFlagged } from './flagged'
import { listRoster } from './queries'
import { attendAll } from './service'

export function attendanceRoutes(deps: Deps, keys: PassKeys): Handlers<'roster' | 'attend'> {
  return {
    async roster({ caller, params }) {
      const { session } = await findManaged(deps, caller, 'attend', params.id)
      const [roster, more] = await Promise.all([listRoster(deps.db, params.id), listFlagged(deps.db, params.id)])
      return ok({ session, roster, ...more })
    },
    async attend({ caller, body, language }) {
      // To who has no door this address does not exist.
      if (!mayAnywhere(caller.roles, 'attend')) throw new ApiError('not-found')
      return ok(await attendAll(deps, keys, { caller, language, ...body }))
    },
  }
}
