import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { metresBetween, type Spot, walkMinutes } from '@core/base/geo'
import { type Day, dayOf, MINUTE } from '@core/base/time'
import { drawnAreas } from '@core/place/area'
import { APP_NAME, type DistrictLook } from '@core/place/district'
import { CALENDAR_DAYS, type Kind, type Pack, type Station } from '@core/place/station'
import type { Deps } from '../../base/deps'
import { sha256 } from '../../util/hash'
import { listAreas } from '../area/queries'
import { listClosures } from '../closure/queries'
import { readCalendar } from '../holiday/queries'
import { listPhotos } from '../photo/queries'
import { listStations, listStreets, nearStations } from './queries'

/** How long a process serves the pack it last read. */
const FRESH_MS = MINUTE
/** Extra rows fetched, because the index sorts by flat distance; they are then sorted by the true one. */
const SPARE = 16

const gzipped = promisify(gzip)

/** The pack as sent. Everybody gets the same bytes, so they are rendered once. */
type PackedPack = { pack: Pack; etag: string; text: string; gzip: Uint8Array<ArrayBuffer> }
type Held = PackedPack & { day: Day; readAt: number }
export type ReadPack = () => Promise<PackedPack>

/** The app’s own name is not sent: the phone says it in the language of whoever reads. */
const lookOf = ({ district: { title, sign } }: Pick<Deps, 'district'>): DistrictLook => ({
  ...(title === APP_NAME ? {} : { title }),
  ...(sign ? { sign } : {}),
})

/** Cached reader of the station pack: reads it at most once a minute, and at the change of the day. */
export function createPackReader(deps: Deps): ReadPack {
  let held: Promise<Held> | undefined
  const read = async (): Promise<Held> => {
    const readAt = deps.now()
    const day = dayOf(readAt)
    const [stations, streets] = [await listStations(deps.db, readAt), await listStreets(deps.db)]
    const [closures, photos] = [await listClosures(deps.db, day), await listPhotos(deps.db)]
    const calendar = await readCalendar(deps.db, day, CALENDAR_DAYS)
    const areas = drawnAreas(await listAreas(deps.db))
    const content = { streets, calendar, closures, photos, stations, areas, district: lookOf(deps) }
    const version = sha256(JSON.stringify(content)).slice(0, 16)
    const pack: Pack = { version, ...content }
    const text = JSON.stringify(pack)
    return { pack, etag: `"${version}"`, text, gzip: new Uint8Array(await gzipped(text)), day, readAt }
  }
  return async () => {
    const last = await held?.catch(() => undefined)
    const now = deps.now()
    if (last && last.day === dayOf(now) && now - last.readAt < FRESH_MS) return last
    held = read()
    return held
  }
}

export type NearStation = { station: Station; metres: number; minutes: number }

/** Nearest stations; the same answer as the phone's own search over the pack. */
export async function findNear(deps: Deps, spot: Spot, kind: Kind | undefined, limit: number): Promise<NearStation[]> {
  const stations = await nearStations(deps.db, { spot, kind, limit: limit + SPARE, now: deps.now() })
  return stations
    .map((station) => ({ station, metres: metresBetween(spot, station) }))
    .sort((a, b) => a.metres - b.metres || (a.station.id < b.station.id ? -1 : 1))
    .slice(0, limit)
    .map(({ station, metres }) => ({ station, metres: Math.round(metres), minutes: walkMinutes(metres) }))
}
