import { mergeScans } from '@core/attendance/attendance'
import { arrivalEventsOf, type DoorPack, listArrivals } from '@core/attendance/door-pack'
import { isSelfCheckIn } from '@core/attendance/means'
import type { FlaggedArrival, RosterEntry } from '@core/attendance/roster'
import { moment } from '@core/base/time'
import { eventsOf, type RecordedScan, undoOf } from './recorded-scan'
import type { Roster } from './store'

/** One line of the roster; `unsent`: the arrival is recorded on this phone only. */
export type RosterPerson = RosterEntry & { unsent?: true }
export type CurrentRoster = {
  session: { title: string; startsAt: string; endsAt: string }
  lines: RosterPerson[]
  flagged: FlaggedArrival[]
  walkedIn: number
  /** Set when the roster comes from the door pack: the time of the pack. */
  packedAt?: string
}

function fromPack(pack: DoorPack, id: string): CurrentRoster | undefined {
  const nth = pack.sessions.findIndex((session) => session.id === id)
  const session = pack.sessions[nth]
  if (!session) return undefined
  const events = arrivalEventsOf(pack)
  const repeats = new Map(listArrivals(pack).map(({ booking, again }) => [booking, again]))
  const lines = pack.roster.flatMap(([shortId, of, , , code, names]) => {
    if (of !== nth) return []
    const booking = `${pack.station}.${shortId}`
    const { in: came, out } = mergeScans(events.get(booking) ?? [])
    const again = repeats.get(booking) ?? 0
    const here = came && { at: moment(came.at), means: came.means, again, ...(out ? { leftAt: moment(out.at) } : {}) }
    return names.map((name, person) => ({ booking, person: `${booking} ${person}`, name, code, came: here ?? null }))
  })
  return { session, lines, flagged: [], walkedIn: session.walkedIn, packedAt: pack.at }
}

/** Roster from the cloud, or from the door pack when offline, merged with this phone's unsent scans. */
export function currentRoster(
  id: string,
  known: Roster | undefined,
  pack: DoorPack | undefined,
  seen: readonly RecordedScan[],
): CurrentRoster | undefined {
  const told = known && {
    session: known.session,
    lines: known.roster,
    flagged: known.flagged,
    walkedIn: known.walkedIn,
  }
  const base = told ?? (pack && fromPack(pack, id))
  if (!base) return undefined
  const unsent = seen.filter((one) => !one.sent)
  const undoneHere = seen.filter((one) => undoOf(one, unsent))
  const walked = (all: readonly RecordedScan[]) =>
    all
      .filter(({ scan }) => scan.kind === 'walk-in' && scan.session === id)
      .reduce((sum, { scan }) => sum + (scan.seats ?? 0), 0)
  const added = walked(unsent.filter((one) => !undoneHere.includes(one)))
  const takenBack = new Set(
    seen
      .filter((one) => one.scan.kind === 'take-back' && !one.answer?.refusal && !undoOf(one, seen))
      .map(({ booking }) => booking),
  )
  const undone = undoneHere.filter(({ answer }) => answer && !answer.refusal && !answer.flag)
  const lines = base.lines.map((line): RosterPerson => {
    const { booking, came: known } = line
    // The only arrival, and undone on this phone since: a repetition would still count.
    const isUndone =
      known?.again === 0 &&
      (undone.some((one) => one.booking === booking && one.answer?.at === known.at) ||
        (isSelfCheckIn(known.means) && takenBack.has(booking)))
    if (known && !isUndone) return line
    const { in: came } = mergeScans(eventsOf(unsent, booking))
    if (!came) return known ? { ...line, came: null } : line
    return { ...line, came: { at: moment(came.at), means: came.means, again: 0 }, unsent: true }
  })
  return { ...base, lines, walkedIn: base.walkedIn + added - walked(undone) }
}

/** Counts of booked people and arrivals. */
export const countArrived = (lines: readonly RosterPerson[]): { booked: number; came: number } => ({
  booked: lines.length,
  came: lines.filter((line) => line.came).length,
})
