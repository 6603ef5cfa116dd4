import { ok } from '@core/base/refusal'
import { ApiError } from '../../base/api-error'
import type { Deps } from '../../base/deps'
import { findActiveStation } from '../../place/station/queries'
import type { Handlers } from '../../runtime/handler'
import { listOfferings } from './queries'
import { saveOffering } from './service'

export function offeringRoutes(deps: Deps): Handlers<'offerings' | 'saveOffering'> {
  return {
    offerings: async ({ found }) => ok({ offerings: await listOfferings(deps.db, found.id) }),
    async saveOffering({ caller, found: station, body: { offering, preview = false } }) {
      // Session ids begin with the station's id, so other ids would belong to another station.
      if (offering.station !== station.id) throw new ApiError('bad-input', 'offering.station')
      if (!offering.id.startsWith(`${station.id}-`)) throw new ApiError('bad-input', 'offering.id')
      if (!(await findActiveStation(deps.db, station.id))) throw new ApiError('not-found')
      return saveOffering(deps, station, offering, caller.id, preview)
    },
  }
}
