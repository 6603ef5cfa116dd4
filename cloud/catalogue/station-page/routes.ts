import { ok } from '@core/base/refusal'
import type { Deps } from '../../base/deps'
import type { Handlers } from '../../runtime/handler'
import { changeStation, readStationPage } from './service'

export function stationPageRoutes(deps: Deps): Handlers<'stationPage' | 'changeStation'> {
  return {
    stationPage: async ({ found: { id } }) => ok(await readStationPage(deps, id)),
    changeStation: ({ caller, found: { id }, body: { revision, change, preview = false } }) =>
      changeStation(deps, { id, revision, change, by: caller.id, preview }),
  }
}
