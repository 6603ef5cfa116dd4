import { ok } from '@core/base/refusal'
import type { Deps } from '../../base/deps'
import { findSession, type SessionWithRules } from '../../catalogue/session/queries'
import type { Handlers } from '../../runtime/handler'
import { listWaitlist } from './queries'
import { callOffSession, resize } from './service'

export function waitlistRoutes(deps: Deps): Handlers<'line' | 'changeSession' | 'callOff'> {
  const reread = async ({ session }: SessionWithRules) => (await findSession(deps.db, session.id))?.session ?? session
  return {
    async line({ found: { session } }) {
      return ok({ session, ...(await listWaitlist(deps.db, session.id)) })
    },
    async changeSession({ caller, found, body }) {
      const { capacity, version, unseat = [] } = body
      const verdict = await resize(deps, { session: found.session.id, by: caller.id, capacity, version, unseat })
      return verdict.ok ? ok({ session: await reread(found) }) : verdict
    },
    async callOff({ caller, found, body }) {
      const verdict = await callOffSession(deps, found, caller.id, body.reason)
      return verdict.ok ? ok({ session: await reread(found), told: verdict.value }) : verdict
    },
  }
}
