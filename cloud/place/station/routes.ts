import { ok } from '@core/base/refusal'
import { ApiError } from '../../base/api-error'
import type { Deps } from '../../base/deps'
import type { Handlers } from '../../runtime/handler'
import { findActiveStation } from './queries'
import { findNear, type ReadPack } from './service'

export function stationRoutes(deps: Deps, readPack: ReadPack): Handlers<'stations' | 'near' | 'station'> {
  return {
    async stations() {
      return { cached: await readPack() }
    },
    async near({ query: { lat, lng, kind, limit } }) {
      return ok({ stations: await findNear(deps, { lat, lng }, kind, limit ?? 20) })
    },
    async station({ params }) {
      const station = await findActiveStation(deps.db, params.id)
      if (!station) throw new ApiError('not-found')
      return ok({ station })
    },
  }
}
