import { maskName } from '@core/account/person'
import { ok } from '@core/base/refusal'
import type { Deps } from '../../base/deps'
import type { Handlers } from '../../runtime/handler'
import { listStrikes } from './queries'
import { answerAppeal, appeal, appealsFor, findStrikeStatus } from './service'

export function strikeRoutes(deps: Deps): Handlers<'strikes' | 'appeal' | 'appeals' | 'answerAppeal'> {
  return {
    async strikes({ caller }) {
      const standing = await findStrikeStatus(deps.db, caller.id, deps.strikes, deps.now())
      return ok({ standing, strikes: await listStrikes(deps.db, caller.id) })
    },
    async appeal({ caller, found, body }) {
      const verdict = await appeal(deps, caller.id, found, body.words)
      return verdict.ok ? ok({ strike: verdict.value }) : verdict
    },
    async appeals({ caller }) {
      const appeals = await appealsFor(deps, caller)
      return ok({
        appeals: appeals.map(({ strike, name, stationName }) => ({ strike, name: maskName(name), stationName })),
      })
    },
    answerAppeal: async ({ caller, found, body }) =>
      ok({ strike: await answerAppeal(deps, caller, found, body.forgive, body.words) }),
  }
}
