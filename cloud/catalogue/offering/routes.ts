import { ok } from '@core/base/refusal'
import { ApiError } from '../../base/api-error'
import type { Deps } from '../../base/deps'
import type { Handlers } from '../../runtime/dispatch'
import { listOfferings } from './queries'
import { findManagedStation, saveOffering } from './service'

export function offeringRoutes(deps: Deps): Handlers<'offerings' | 'saveOffering'> {
  return {
    async offerings({ caller, params }) {
      await findManagedStation(deps, caller, params.id)
      return ok({ offerings: await listOfferings(deps.db, params.id) })
    },
    async saveOffering({ caller, params, body: { offering, preview = false } }) {
      const station = await findManagedStation(deps, caller, params.id)
      // Its sessions' ids begin with the station, so they would be another's.
      if (offering.station !== station.id) throw new ApiError('bad-input', 'offering.station')
      if (!offering.id.startsWith(`${station.id}-`)) throw new ApiError('bad-input', 'offering.id')
      return saveOffering(deps, station, offering, caller.id, preview)
    },
  }
}
