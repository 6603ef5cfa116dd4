import { yes } from '@core/refusal'
import type { Deps } from '../deps'
import type { Handlers } from '../http/call'
import { Wrong } from '../http/wrong'
import { listOfferings } from './queries'
import { saveOffering } from './service'

export function offeringRoutes(deps: Deps): Handlers<'offerings' | 'saveOffering'> {
  return {
    offerings: async ({ found }) => yes({ offerings: await listOfferings(deps.db, found.id) }),
    async saveOffering({ caller, found: station, body: { offering, preview = false } }) {
      // Its sessions' ids begin with the station, so they would be another's.
      if (offering.station !== station.id) throw new Wrong('bad-input', 'offering.station')
      if (!offering.id.startsWith(`${station.id}-`)) throw new Wrong('bad-input', 'offering.id')
      return saveOffering(deps, station, offering, caller.id, preview)
    },
  }
}
