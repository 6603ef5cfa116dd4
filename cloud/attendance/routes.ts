import { yes } from '@core/refusal'
import { mayManage } from '@core/role'
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
      const { session } = await findManaged(deps, caller, params.id)
      const [roster, more] = await Promise.all([listRoster(deps.db, params.id), listFlagged(deps.db, params.id)])
      return yes({ session, roster, ...more })
    },
    async door({ caller, params }) {
      const station = await findStation(deps.db, params.id)
      if (!station || !mayManage(caller.roles, station)) throw new Wrong('not-found')
      return yes({ pack: await makePack(deps, keys, station) })
    },
    async attend({ caller, body, language }) {
      // Who looks after nothing has no door; to them this address does not exist.
      if (caller.roles.length === 0) throw new Wrong('not-found')
      return yes(await attendAll(deps, keys, { caller, language, ...body }))
    },
  }
}
