import { ok } from '@core/base/refusal'
import type { Deps } from '../../base/deps'
import type { Handlers } from '../../runtime/dispatch'
import { listWaitlist } from './queries'
import { callOffSession, findManaged, resize } from './service'

export function waitlistRoutes(deps: Deps): Handlers<'line' | 'changeSession' | 'callOff'> {
  return {
    async line({ caller, params }) {
      const { session } = await findManaged(deps, caller, 'attend', params.id)
      return ok({ session, ...(await listWaitlist(deps.db, params.id)) })
    },
    async changeSession({ caller, params, body }) {
      await findManaged(deps, caller, 'change', params.id)
      const { capacity, version, unseat = [] } = body
      const verdict = await resize(deps, { session: params.id, by: caller.id, capacity, version, unseat })
      return verdict.ok ? ok({ session: (await findManaged(deps, caller, 'change', params.id)).session }) : verdict
    },
    async callOff({ caller, params, body }) {
      const found = await findManaged(deps, caller, 'change', params.id)
      const verdict = await callOffSession(deps, found, caller.id, body.reason)
      if (!verdict.ok) return verdict
      return ok({ session: (await findManaged(deps, caller, 'change', params.id)).session, told: verdict.value })
    },
  }
}
