import { ok } from '@core/base/refusal'
import type { Deps } from '../../base/deps'
import type { Handlers } from '../../runtime/handler'
import type { PassKeys } from '../pass/keys'
import { listFlagged } from './flagged'
import { listRoster } from './queries'
import { attendAll } from './scan-batch'

export function attendanceRoutes(deps: Deps, keys: PassKeys): Handlers<'roster' | 'attend'> {
  return {
    async roster({ found: { session } }) {
      const [roster, more] = await Promise.all([listRoster(deps.db, session.id), listFlagged(deps.db, session.id)])
      return ok({ session, roster, ...more })
    },
    async attend({ caller, body, language, requestId }) {
      return ok(await attendAll(deps, keys, { caller, language, requestId, ...body }))
    },
  }
}
