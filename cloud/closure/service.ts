import type { ClosedSession, ClosingDay } from '@core/closure'
import { may } from '@core/role'
import type { Station } from '@core/station'
import { DAY, dayOf, type Instant, moment, startOfDay } from '@core/time'
import type { Deps } from '../deps'
import type { Caller } from '../http/caller'
import { Wrong } from '../http/wrong'
import { callOff } from '../line/queries'
import { findStation, listStationsOfStreet } from '../station/queries'
import { closeStation, type DaySession, listClosures, listDaySessions, moveSession } from './queries'
import { findTimes, type Held, hold } from './times'

type Closing = Omit<ClosingDay, 'scope'> & { by: string }

/** The stations a closing is about, all of which the caller looks after. Another's are as unknown as none. */
export async function findClosing(deps: Deps, caller: Caller, { scope, id }: ClosingDay['scope']): Promise<Station[]> {
  const one = scope === 'station' ? await findStation(deps.db, id) : undefined
  const stations = scope === 'street' ? await listStationsOfStreet(deps.db, id) : one ? [one] : []
  const places = scope === 'street' ? [{ street: id }] : stations
  const allowed = places.every((place) => may(caller.roles, 'change', place))
  if (stations.length === 0 || !allowed) throw new Wrong('not-found')
  return stations
}

type Became = { to?: Instant; told: number }

/**
 * Moved to the first of these times that is still free when it comes to it, called off when none is. Undefined when it
 * was no longer as it was read: somebody else has dealt with it.
 */
async function settle(deps: Deps, session: DaySession, times: readonly Instant[], closing: Closing) {
  for (const to of times) {
    const { outcome, told } = await moveSession(deps.db, session, to, closing.by, deps.now(), closing.reason)
    if (outcome === 'moved') return { to, told }
    if (outcome === 'changed') return undefined
  }
  const told = await callOff(deps.db, session.id, closing.by, deps.now(), closing.reason)
  return told === null ? undefined : { told }
}

const closed = (session: DaySession, to: Instant | undefined): ClosedSession => ({
  session: session.id,
  station: session.station,
  title: session.title,
  startsAt: moment(session.starts_at),
  ...(to === undefined ? {} : { to: moment(to) }),
  booked: session.taken,
  waiting: session.waiting,
})

/**
 * Closes a day at these stations, and finds every session of it that has not begun another time, or calls it off. Said
 * again it finds nothing more to do; ended half-way, it goes on where it was. A preview only looks.
 */
export async function closeDay(deps: Deps, stations: readonly Station[], closing: Closing, preview: boolean) {
  const { day, reason, act, by } = closing
  if (!preview) for (const { id } of stations) await closeStation(deps.db, id, day, reason, by, deps.now())
  const closures = await listClosures(deps.db, dayOf(deps.now()))
  const held: Held = new Map()
  const sessions: ClosedSession[] = []
  let told = 0
  for (const { id } of stations) {
    const from = startOfDay(day)
    for (const session of await listDaySessions(deps.db, id, from, from + DAY, deps.now())) {
      const times = act === 'move' ? await findTimes(deps, session, day, closures, held) : []
      const became: Became | undefined = preview
        ? { ...(times[0] === undefined ? {} : { to: times[0] }), told: session.bookings }
        : await settle(deps, session, times, closing)
      if (!became) continue
      if (became.to !== undefined) hold(held, session, became.to)
      sessions.push(closed(session, became.to))
      told += became.told
    }
  }
  return { sessions, told }
}
