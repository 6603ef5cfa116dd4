import { yes } from '@core/refusal'
import { may, mayAnywhere } from '@core/role'
import type { Deps } from '../deps'
import type { Handlers } from '../http/call'
import { Wrong } from '../http/wrong'
import { findManaged } from '../line/service'
import type { PassKeys } from '../pass/keys'
import { findStation } from '../station/queries'
import { listFlagged } from './flagged'
import { makePack } from './pack'
import { listRoster } from './queries'
import { attendAll } from './service'

export function attendanceRoutes(deps: Deps, keys: PassKeys): Handlers<'roster' | 'door' | 'attend'> {
  return {
    async roster({ caller, params }) {
      const { session } = await findManaged(deps, caller, 'attend', params.id)
      const [roster, more] = await Promise.all([listRoster(deps.db, params.id), listFlagged(deps.db, params.id)])
      return yes({ session, roster, ...more })
    },
    async door({ caller, params }) {
      const station = await findStation(deps.db, params.id)
      if (!station || !may(caller.roles, 'attend', station)) throw new Wrong('not-found')
      return yes({ pack: await makePack(deps, keys, station) })
    },
    async attend({ caller, body, language }) {
      // To who has no door this address does not exist.
      if (!mayAnywhere(caller.roles, 'attend')) throw new Wrong('not-found')
      return yes(await attendAll(deps, keys, { caller, language, ...body }))
    },
  }
}
