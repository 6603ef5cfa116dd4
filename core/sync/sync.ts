import * as v from 'valibot'
import { DoorPack, RosterRow } from '../attendance/door-pack'
import { Pass } from '../attendance/pass'
import { Booking, BookingId } from '../booking/booking'
import { Notice } from '../notify/notice'
import { Pack, Station } from '../place/station'

/** What a phone has of a list: of each thing, by its id, a few letters that are others when the thing is another. */
export type ContentHashes = Record<string, string>

/**
 * What became of a list since a phone heard of it: `put` is new or different, `gone` are the ids of what is there no longer.
 * `all`: this is the whole list, and replaces what is there.
 */
export type Delta<T> = { all?: true | undefined; put: T[]; gone: string[] }
const delta = <S extends v.GenericSchema>(thing: S) => ({
  all: v.optional(v.literal(true)),
  put: v.array(thing),
  gone: v.array(v.string()),
})

const { streets, calendar, closures } = Pack.entries
/** What else is in the pack, where it is different. */
const StationsDelta = v.object({
  ...delta(Station),
  version: v.string(),
  streets: v.optional(streets),
  calendar: v.optional(calendar),
  closures: v.optional(closures),
})
export type StationsDelta = v.InferOutput<typeof StationsDelta>

/** With the passes of those that are booked and not over: a booking that changed has a new one. */
export const BookingsDelta = v.object({ ...delta(Booking), passes: v.record(BookingId, Pass) })
export type BookingsDelta = v.InferOutput<typeof BookingsDelta>

export const NoticesDelta = v.object({ ...delta(Notice), unread: v.number() })
export type NoticesDelta = v.InferOutput<typeof NoticesDelta>

const { keys, sessions, devices, ended, ...door } = DoorPack.entries
/** A station's day at its door; the roster is the list. */
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
export const SYNCED_PACK = ['streets', 'calendar', 'closures'] as const

/** A part is there only where something in it is different. */
export const Synced = {
  /** To ask with the next time. */
  next: v.string(),
  stations: v.optional(StationsDelta),
  bookings: v.optional(BookingsDelta),
  notices: v.optional(NoticesDelta),
  /** null: what a phone has of a door is to go: its owner does not look after the station, or a new phone begins. */
  door: v.optional(v.nullable(DoorDelta)),
}

/** How a list differs from what a phone has of it; undefined where it does not. */
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

/** The list as it is then: what was there keeps its place, what is new comes behind. */
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

/** The pack as it is then; its stations stand by their ids. */
export function mergePack(held: Pack | undefined, said: StationsDelta): Pack {
  const stations = mergeList(held?.stations ?? [], said, ({ id }) => id)
  return {
    version: said.version,
    streets: said.streets ?? held?.streets ?? [],
    calendar: said.calendar ?? held?.calendar ?? { rest: [], work: [] },
    closures: said.closures ?? held?.closures ?? [],
    stations: stations.sort((a, b) => (a.id < b.id ? -1 : 1)),
  }
}

type OwnBookings = { bookings: Booking[]; passes: Record<string, Pass> }
/** My bookings as they are then, with the passes of those that are booked: one that changed has another, or none. */
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

/** The newest first. */
export const mergeNotices = (held: readonly Notice[], said: NoticesDelta): Notice[] =>
  mergeList(held, said, ({ id }) => String(id)).sort((a, b) => b.id - a.id)

/** A day at the door as it is then. Of another station or day nothing is taken over: the cloud then says all. */
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
