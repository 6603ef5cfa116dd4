import { yes } from '@core/refusal'
import { mayAnywhere } from '@core/role'
import type { Deps } from '../deps'
import type { Handlers } from '../http/call'
import { Wrong } from '../http/wrong'
import { findManaged } from '../line/service'
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
