import { maskName } from '@core/account/person'
import { yes } from '@core/base/refusal'
import type { Deps } from '../../base/deps'
import type { Handlers } from '../../runtime/dispatch'
import { listStrikes } from './queries'
import { answerAppeal, appeal, appealsFor, findStanding } from './service'

export function strikeRoutes(deps: Deps): Handlers<'strikes' | 'appeal' | 'appeals' | 'answerAppeal'> {
  return {
    async strikes({ caller }) {
      const standing = await findStanding(deps.db, caller.id, deps.strikes, deps.now())
      return yes({ standing, strikes: await listStrikes(deps.db, caller.id) })
    },
    async appeal({ caller, params, body }) {
      const verdict = await appeal(deps, caller.id, params.id, body.words)
      return verdict.ok ? yes({ strike: verdict.value }) : verdict
    },
    async appeals({ caller }) {
      const appeals = await appealsFor(deps, caller)
      return yes({
        appeals: appeals.map(({ strike, name, stationName }) => ({ strike, name: maskName(name), stationName })),
      })
    },
    answerAppeal: async ({ caller, params, body }) =>
      yes({ strike: await answerAppeal(deps, caller, params.id, body.forgive, body.words) }),
  }
}
