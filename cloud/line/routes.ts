import { yes } from '@core/refusal'
import type { Deps } from '../deps'
import type { Handlers } from '../http/call'
import { findSession, type SessionWithRules } from '../session/queries'
import { listLine } from './queries'
import { endSession, resize } from './service'

export function lineRoutes(deps: Deps): Handlers<'line' | 'changeSession' | 'callOff'> {
  const reread = async ({ session }: SessionWithRules) => (await findSession(deps.db, session.id))?.session ?? session
  return {
    async line({ found: { session } }) {
      return yes({ session, ...(await listLine(deps.db, session.id)) })
    },
    async changeSession({ caller, found, body }) {
      const { capacity, version, unseat = [] } = body
      const verdict = await resize(deps, { session: found.session.id, by: caller.id, capacity, version, unseat })
      return verdict.ok ? yes({ session: await reread(found) }) : verdict
    },
    async callOff({ caller, found, body }) {
      const verdict = await endSession(deps, found, caller.id, body.reason)
      return verdict.ok ? yes({ session: await reread(found), told: verdict.value }) : verdict
    },
  }
}
