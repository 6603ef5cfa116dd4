import { maskName } from '@core/person'
import { yes } from '@core/refusal'
import type { Deps } from '../deps'
import type { Handlers } from '../http/call'
import { listStrikes } from './queries'
import { answerAppeal, appeal, appealsFor, findStanding } from './service'

export function strikeRoutes(deps: Deps): Handlers<'strikes' | 'appeal' | 'appeals' | 'answerAppeal'> {
  return {
    async strikes({ caller }) {
      const standing = await findStanding(deps.db, caller.id, deps.strikes, deps.now())
      return yes({ standing, strikes: await listStrikes(deps.db, caller.id) })
    },
    async appeal({ caller, found, body }) {
      const verdict = await appeal(deps, caller.id, found, body.words)
      return verdict.ok ? yes({ strike: verdict.value }) : verdict
    },
    async appeals({ caller }) {
      const appeals = await appealsFor(deps, caller)
      return yes({
        appeals: appeals.map(({ strike, name, stationName }) => ({ strike, name: maskName(name), stationName })),
      })
    },
    answerAppeal: async ({ caller, found, body }) =>
      yes({ strike: await answerAppeal(deps, caller, found, body.forgive, body.words) }),
  }
}
