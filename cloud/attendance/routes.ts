import { yes } from '@core/refusal'
import { mayManage } from '@core/role'
import type { Deps } from '../deps'
import type { Handlers } from '../http/call'
import { Wrong } from '../http/wrong'
import type { PassKeys } from '../pass/keys'
import { findSession } from '../session/queries'
import { listRoster } from './queries'
import { judgeAll } from './service'

export function attendanceRoutes(deps: Deps, keys: PassKeys): Handlers<'roster' | 'attend'> {
  return {
    async roster({ caller, params }) {
      const found = await findSession(deps.db, params.id)
      const allowed = found && mayManage(caller.roles, { id: found.session.station, street: found.street })
      if (!allowed) throw new Wrong('not-found')
      return yes({ session: found.session, roster: await listRoster(deps.db, params.id) })
    },
    async attend({ caller, body, language }) {
      // Who looks after nothing has no door; to them this address does not exist.
      if (caller.roles.length === 0) throw new Wrong('not-found')
      return yes({ answers: await judgeAll(deps, await keys.verifier(), caller, language, body.scans) })
    },
  }
}
