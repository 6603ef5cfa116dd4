import { mayAnywhere } from '@core/account/role'
import { yes } from '@core/base/refusal'
import { Wrong } from '../../base/api-error'
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
      return yes({ session, roster, ...more })
    },
    async attend({ caller, body, language }) {
      // To who has no door this address does not exist.
      if (!mayAnywhere(caller.roles, 'attend')) throw new Wrong('not-found')
      return yes(await attendAll(deps, keys, { caller, language, ...body }))
    },
  }
}
