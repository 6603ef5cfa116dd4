import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { DAY } from '@core/base/time'
import type { Pack } from '@core/place/station'
import { diffList, type StationsDelta, SYNCED_PACK } from '@core/sync/sync'
import type { Deps } from '../base/deps'
import type { ReadPack } from '../place/station/service'
import type { CachedReply } from '../runtime/handler'
import { contentHash, diffParts } from './marks'
import { findPackVersion, type PackState, writePackVersion } from './queries'

const gzipped = promisify(gzip)
/** Cached deltas, one per older pack version; the phones of a day share a few versions. */
const CACHED_DELTAS = 64

type StationDelta = { delta: StationsDelta | undefined; cached: CachedReply['cached'] }

function differPack(before: PackState | undefined, pack: Pack): { held: PackState; delta: StationsDelta | undefined } {
  const { heads, put: other } = diffParts(before?.heads, pack, SYNCED_PACK)
  const { marks: stations, delta: list } = diffList(before?.stations, pack.stations, ({ id }) => id, contentHash)
  const delta = { version: pack.version, put: [], gone: [], ...list, ...other }
  return { held: { heads, stations }, delta }
}

/** Changes of the stations since a pack version; computed once for all phones with that version. */
export function createStationDeltas(deps: Deps, readPack: ReadPack) {
  let current = ''
  let writtenAt = 0
  let news = new Map<string, Promise<StationDelta>>()
  const make = async (pack: Pack, since: string): Promise<StationDelta> => {
    const before = since ? await findPackVersion(deps.db, since) : undefined
    const { delta } = differPack(before, pack)
    const text = JSON.stringify({ next: `p.${pack.version}`, stations: delta })
    const cached = { etag: `"${pack.version}"`, text, gzip: new Uint8Array(await gzipped(text)) }
    return { delta, cached }
  }
  return async (since: string | undefined): Promise<{ version: string; news: StationDelta | undefined }> => {
    const { pack } = await readPack()
    const { version } = pack
    const now = deps.now()
    if (current !== version || now - writtenAt >= DAY) {
      await writePackVersion(deps.db, version, differPack(undefined, pack).held, now)
      writtenAt = now
    }
    if (current !== version) {
      current = version
      news = new Map()
    }
    if (since === version) return { version, news: undefined }
    const name = since ?? ''
    const made = news.get(name) ?? make(pack, name)
    if (news.size < CACHED_DELTAS) news.set(name, made)
    made.catch(() => news.delete(name))
    return { version, news: await made }
  }
}
