import { yes } from '@core/refusal'
import type { Deps } from '../deps'
import type { Handlers } from '../http/call'
import type { PassKeys } from '../pass/keys'
import { listFlagged } from './flagged'
import { listRoster } from './queries'
import { attendAll } from './service'

export function attendanceRoutes(deps: Deps, keys: PassKeys): Handlers<'roster' | 'attend'> {
  return {
    async roster({ found: { session } }) {
      const [roster, more] = await Promise.all([listRoster(deps.db, session.id), listFlagged(deps.db, session.id)])
      return yes({ session, roster, ...more })
    },
    async attend({ caller, body, language }) {
      return yes(await attendAll(deps, keys, { caller, language, ...body }))
    },
  }
}
