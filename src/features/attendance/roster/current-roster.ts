import { mergeScans } from '@core/attendance/attendance'
import { arrivalEventsOf, type DoorPack } from '@core/attendance/door-pack'
import type { FlaggedArrival, RosterEntry } from '@core/attendance/roster'
import { moment } from '@core/base/time'
import { eventsOf, type RecordedScan } from './recorded-scan'
import type { Roster } from './store'

/** One line of the roster, as far as this phone knows; `unsent`: the cloud has not heard of it. */
export type RosterPerson = RosterEntry & { unsent?: true }
export type CurrentRoster = {
  session: { title: string; startsAt: string; endsAt: string }
  lines: RosterPerson[]
  flagged: FlaggedArrival[]
  walkedIn: number
  /** From the door's pack, made then: the cloud could not be asked. */
  packedAt?: string
}

function fromPack(pack: DoorPack, id: string): CurrentRoster | undefined {
  const nth = pack.sessions.findIndex((session) => session.id === id)
  const session = pack.sessions[nth]
  if (!session) return undefined
  const arrivals = arrivalEventsOf(pack)
  const lines = pack.roster.flatMap(([letters, of, , , code, names]) => {
    if (of !== nth) return []
    const booking = `${pack.station}.${letters}`
    const { in: came, out, again } = mergeScans(arrivals.get(booking) ?? [])
    const here = came && { at: moment(came.at), means: came.means, again, ...(out ? { leftAt: moment(out.at) } : {}) }
    return names.map((name, person) => ({ booking, person: `${booking} ${person}`, name, code, came: here ?? null }))
  })
  return { session, lines, flagged: [], walkedIn: session.walkedIn, packedAt: pack.at }
}

/** The roster as the cloud told it, or from the pack where it could not; with what this phone has seen and not yet told. */
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
  const walked = unsent.filter(({ scan }) => scan.kind === 'walk-in' && scan.session === id)
  const takenBack = new Set(unsent.flatMap(({ scan }) => (scan.kind === 'undo' ? [scan.of] : [])))
  const more = walked.filter(({ scan }) => !takenBack.has(scan.seq)).reduce((sum, { seats }) => sum + seats, 0)
  const lines = base.lines.map((line): RosterPerson => {
    if (line.came) return line
    const { in: came } = mergeScans(eventsOf(unsent, line.booking))
    return came ? { ...line, came: { at: moment(came.at), means: came.means, again: 0 }, unsent: true } : line
  })
  return { ...base, lines, walkedIn: base.walkedIn + more }
}

/** How many are booked and how many have come. */
export const countArrived = (lines: readonly RosterPerson[]): { booked: number; came: number } => ({
  booked: lines.length,
  came: lines.filter((line) => line.came).length,
})
