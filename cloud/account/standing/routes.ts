import { ok, refuse } from '@core/base/refusal'
import { dayOf } from '@core/base/time'
import { ApiError } from '../../base/api-error'
import type { Deps } from '../../base/deps'
import type { Handlers } from '../../runtime/handler'
import { hashPhone } from '../../wechat/phone'
import { endStanding, giveStandings, listOpenInvitations, listStandings } from './queries'

/** People shown of one standing; the others are found by giving their number again. */
const SHOWN_MOST = 200

export function standingRoutes(deps: Deps): Handlers<'standings' | 'giveStandings' | 'endStanding'> {
  return {
    standings: async ({ query: { kind } }) =>
      ok({
        ...(await listStandings(deps.db, kind, SHOWN_MOST)),
        open: await listOpenInvitations(deps.db, kind, SHOWN_MOST, deps.now()),
      }),
    async giveStandings({ caller, body: { kind, until, phones } }) {
      const { sealer } = deps
      if (!sealer) return refuse({ refusal: 'phones-off' })
      if (until !== undefined && until < dayOf(deps.now())) throw new ApiError('bad-input', 'until')
      const hashes = phones.map((phone) => hashPhone(sealer, phone))
      return ok(await giveStandings(deps.db, { hashes, kind, until, by: caller.id, now: deps.now() }))
    },
    async endStanding({ caller, params: { id } }) {
      await endStanding(deps.db, id, dayOf(deps.now()), caller.id, deps.now())
      return ok({ ended: id })
    },
  }
}
