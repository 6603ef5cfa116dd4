import * as v from 'valibot'
import { DoorPack, RosterRow } from '../attendance/door-pack'
import { Pass } from '../attendance/pass'
import { Booking } from '../booking/booking'
import { Notice } from '../notify/notice'
import { BookingId } from '../place/ids'
import { Pack, Station } from '../place/station'

/** Content hash of each list item a phone has, by item id. */
export type ContentHashes = Record<string, string>

/**
 * Change of a list since a phone's last sync: `put` are new or changed items, `gone` the ids of removed ones. `all`: this
 * is the whole list and replaces the phone's.
 */
export type Delta<T> = { all?: true | undefined; put: T[]; gone: string[] }
const delta = <S extends v.GenericSchema>(thing: S) => ({
  all: v.optional(v.literal(true)),
  put: v.array(thing),
  gone: v.array(v.string()),
})

const { streets, calendar, closures, photos, areas, district } = Pack.entries
/** Stations, and the other parts of the pack where they changed. */
const StationsDelta = v.object({
  ...delta(Station),
  version: v.string(),
  streets: v.optional(streets),
  calendar: v.optional(calendar),
  closures: v.optional(closures),
  photos: v.optional(photos),
  areas,
  district,
})
export type StationsDelta = v.InferOutput<typeof StationsDelta>

/** Bookings, with new passes for the changed ones that are booked and not over. */
export const BookingsDelta = v.object({ ...delta(Booking), passes: v.record(BookingId, Pass) })
export type BookingsDelta = v.InferOutput<typeof BookingsDelta>

export const NoticesDelta = v.object({ ...delta(Notice), unread: v.number() })
export type NoticesDelta = v.InferOutput<typeof NoticesDelta>

const { keys, sessions, devices, ended, ...door } = DoorPack.entries
/** Door pack of a station's day; the roster is the list. */
const DoorDelta = v.object({
  station: door.station,
  stationName: door.stationName,
  day: door.day,
  at: door.at,
  ...delta(RosterRow),
  keys: v.optional(keys),
  sessions: v.optional(sessions),
  devices: v.optional(devices),
  ended: v.optional(ended),
})
export type DoorDelta = v.InferOutput<typeof DoorDelta>
export const SYNCED_DOOR = ['keys', 'sessions', 'devices', 'ended'] as const
export const SYNCED_PACK = ['streets', 'calendar', 'closures', 'photos', 'areas', 'district'] as const

/** Answer of a sync. A part is present only where something in it changed. */
export const Synced = {
  /** Token for the next sync. */
  next: v.string(),
  stations: v.optional(StationsDelta),
  bookings: v.optional(BookingsDelta),
  notices: v.optional(NoticesDelta),
  /**
   * null: the phone must delete its door pack, because its owner does not staff the station, or the phone has no sync
   * state yet.
   */
  door: v.optional(v.nullable(DoorDelta)),
}

/** Difference between a list and what a phone has of it; `delta` is undefined where there is none. */
export function diffList<T>(
  before: ContentHashes | undefined,
  things: readonly T[],
  idOf: (thing: T) => string,
  markOf: (thing: T) => string,
): { marks: ContentHashes; delta: Delta<T> | undefined } {
  const marks: ContentHashes = Object.fromEntries(things.map((thing) => [idOf(thing), markOf(thing)]))
  if (!before) return { marks, delta: { all: true, put: [...things], gone: [] } }
  const put = things.filter((thing) => before[idOf(thing)] !== marks[idOf(thing)])
  const gone = Object.keys(before).filter((id) => !(id in marks))
  return { marks, delta: put.length || gone.length ? { put, gone } : undefined }
}

/** Applies a delta to a list: existing items keep their position, new ones are appended. */
export function mergeList<T>(held: readonly T[], { all, put, gone }: Delta<T>, idOf: (thing: T) => string): T[] {
  const fresh = new Map(put.map((thing) => [idOf(thing), thing]))
  const left = new Set(gone)
  const kept = (all ? [] : held).flatMap((thing) => {
    const id = idOf(thing)
    if (left.has(id)) return []
    const now = fresh.get(id) ?? thing
    fresh.delete(id)
    return [now]
  })
  return [...kept, ...fresh.values()]
}

/** Applies a delta to the pack; stations are sorted by id. */
export function mergePack(held: Pack | undefined, said: StationsDelta): Pack {
  const stations = mergeList(held?.stations ?? [], said, ({ id }) => id)
  const areas = said.areas ?? held?.areas
  const look = said.district ?? held?.district
  return {
    version: said.version,
    streets: said.streets ?? held?.streets ?? [],
    calendar: said.calendar ?? held?.calendar ?? { rest: [], work: [] },
    closures: said.closures ?? held?.closures ?? [],
    photos: said.photos ?? held?.photos ?? [],
    stations: stations.sort((a, b) => (a.id < b.id ? -1 : 1)),
    ...(areas ? { areas } : {}),
    ...(look ? { district: look } : {}),
  }
}

type OwnBookings = { bookings: Booking[]; passes: Record<string, Pass> }
/** Applies a delta to the caller's bookings and their passes: a changed booking has a new pass, or none. */
export function mergeBookings(held: OwnBookings, said: BookingsDelta): OwnBookings {
  const bookings = mergeList(held.bookings, said, ({ id }) => id)
  const changed = new Set(said.put.map(({ id }) => id))
  const passes = { ...said.passes }
  for (const { id, status } of bookings) {
    const pass = held.passes[id]
    if (pass && status === 'booked' && !changed.has(id)) passes[id] = pass
  }
  return { bookings, passes }
}

/** Applies a delta to the notices, newest first. */
export const mergeNotices = (held: readonly Notice[], said: NoticesDelta): Notice[] =>
  mergeList(held, said, ({ id }) => String(id)).sort((a, b) => b.id - a.id)

/**
 * Applies a delta to a door pack. For another station or day the cloud sends everything, so nothing is carried over.
 */
export function mergeDoor(held: DoorPack | undefined, said: DoorDelta): DoorPack {
  const { station, stationName, day, at } = said
  return {
    station,
    stationName,
    day,
    at,
    keys: said.keys ?? held?.keys ?? [],
    sessions: said.sessions ?? held?.sessions ?? [],
    devices: said.devices ?? held?.devices ?? [],
    ended: said.ended ?? held?.ended ?? [],
    roster: mergeList(held?.roster ?? [], said, ([letters]) => letters),
  }
}
