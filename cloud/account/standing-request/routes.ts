import { ok, refuse } from '@core/base/refusal'
import { dayOf } from '@core/base/time'
import { ApiError } from '../../base/api-error'
import type { Deps } from '../../base/deps'
import type { Handlers } from '../../runtime/handler'
import { deleteStandingRequest, endStandingRequest, listHeld, listRequestsOf, listWaiting } from './queries'
import { askForStanding, OWN_SHOWN, showCertificate } from './service'

/** Requests shown to those who decide; the others follow as these are decided. */
const WAITING_SHOWN = 200

type Mine =
  | 'myStandings'
  | 'askStanding'
  | 'withdrawStandingRequest'
  | 'standingRequests'
  | 'certificate'
  | 'answerStandingRequest'

export function standingRequestRoutes(deps: Deps): Handlers<Mine> {
  const { db } = deps
  return {
    myStandings: async ({ caller: { id } }) =>
      ok({ standings: await listHeld(db, id), requests: await listRequestsOf(db, id, OWN_SHOWN) }),
    askStanding: ({ caller, body }) => askForStanding(deps, caller.id, body),
    async withdrawStandingRequest({ params: { id } }) {
      if (!(await deleteStandingRequest(db, id))) return refuse({ refusal: 'request-answered' })
      return ok({ withdrawn: id })
    },
    standingRequests: async () => ok(await listWaiting(db, WAITING_SHOWN)),
    certificate: ({ caller, requestId, params: { id } }) => showCertificate(deps, { caller, requestId, id }),
    async answerStandingRequest({ caller, params: { id }, body }) {
      const until = body.accept ? body.until : undefined
      if (until !== undefined && until < dayOf(deps.now())) throw new ApiError('bad-input', 'until')
      const decision = body.accept
        ? { outcome: 'given' as const, until }
        : { outcome: 'refused' as const, words: body.words }
      const done = await endStandingRequest(db, { id, ...decision, by: caller.id, now: deps.now() })
      return done ? ok({ decided: id }) : refuse({ refusal: 'request-answered' })
    },
  }
}
