import { ok } from '@core/base/refusal'
import type { PassKeys } from '../attendance/pass/keys'
import { ApiError } from '../base/api-error'
import type { Deps } from '../base/deps'
import type { ReadPack } from '../place/station/service'
import type { Handlers } from '../runtime/handler'
import { findSyncState } from './queries'
import { syncOwn, writeBookmark } from './service'
import { createStationDeltas } from './stations'

const PACK = 'p.'

export function syncRoutes(deps: Deps, keys: PassKeys, readPack: ReadPack): Handlers<'sync'> {
  const newsSince = createStationDeltas(deps, readPack)
  return {
    async sync({ caller, ended, query: { since, door } }) {
      // A phone that believes it is logged in must learn that it is not.
      if (ended) throw new ApiError('login-needed')
      const pack = since?.startsWith(PACK) ? since.slice(PACK.length) : undefined
      if (!caller) {
        const { news } = await newsSince(pack)
        return news ? { cached: news.cached } : { unchanged: true }
      }
      const own = since && !pack ? await findSyncState(deps.db, caller.tokenHash, since) : undefined
      const { version, news } = await newsSince(pack ?? own?.pack)
      const { held, changes } = await syncOwn(deps, keys, caller, { held: own?.held, door })
      if (own && !news?.delta && Object.keys(changes).length === 0) return { unchanged: true }
      const next = await writeBookmark(deps, caller, { pack: version, held }, since)
      return ok({ next, ...changes, ...(news?.delta && { stations: news.delta }) })
    },
  }
}
