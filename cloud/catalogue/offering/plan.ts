import { addDays, type Day, dayOf, type Instant } from '@core/base/time'
import { AHEAD_DAYS, lastDayOf } from '@core/catalogue/session-plan'
import { calendarOf } from '@core/place/hours'
import type { Calendar, Closure, Hours } from '@core/place/station'
import type { Deps } from '../../base/deps'
import { listClosures } from '../../place/closure/queries'
import { readCalendar } from '../../place/holiday/queries'
import { nextTurn } from '../../util/turn'
import { plannedRows } from './planned'
import {
  type DueOffering,
  listDueOfferings,
  listOfferingsOf,
  listOfferingsToReplan,
  planOffering,
  type SaveOutcome,
  saveRows,
} from './queries'

type Planning = Pick<Deps, 'db' | 'now' | 'random'>
type Known = { now: Instant; today: Day; calendar: Calendar; closures: Closure[] }

/** Offerings that are planned anew together, and milliseconds of it in one round of jobs. */
const REPLANNED_TOGETHER = 100
const ROUND_MS = 2_000

/** Read after the offerings: a closure written in between changes the revision, and the plan is not written. */
async function readKnown({ db, now: clock }: Planning): Promise<Known> {
  const now = clock()
  const today = dayOf(now)
  return {
    now,
    today,
    calendar: await readCalendar(db, today, AHEAD_DAYS.most),
    closures: await listClosures(db, today),
  }
}

/** Sessions of an offering from a day on, as its templates and the calendar ask for them. */
function rowsFrom(deps: Planning, { about, hours }: DueOffering, from: Day, known: Known) {
  const { now, today } = known
  const input = { hours, calendar: calendarOf(known, about.station), from, to: lastDayOf(about, today), now }
  return plannedRows(deps, about, input)
}

type Replanning = { by: string | null; preview: boolean }

/** Plans all coming days of an offering anew. One that was changed meanwhile keeps its mark, and the next round plans it. */
function replan(deps: Planning, offering: DueOffering, known: Known, how: Replanning): Promise<SaveOutcome> {
  const { about, revision } = offering
  const { rows, to } = rowsFrom(deps, offering, known.today, known)
  return saveRows(deps.db, { offering: about, revision, to, planned: rows, now: known.now, ...how })
}

/** Plans one offering: the days that it lacks, or all of them anew where its templates, hours or holidays have changed. */
async function planOne(deps: Planning, offering: DueOffering, known: Known): Promise<number> {
  const { planned_to } = offering
  if (offering.replan) return (await replan(deps, offering, known, { by: null, preview: false })).added
  const from = planned_to === null || planned_to < known.today ? known.today : addDays(planned_to, 1)
  const { rows, to } = rowsFrom(deps, offering, from, known)
  return planOffering(deps.db, offering, to, rows)
}

/**
 * Plans the sessions of the coming days for every offering that lacks some, or for those of some stations. Returns the
 * number of new sessions. A day is planned once, so that a removed session does not come back, and a run with nothing to plan costs one query. Between
 * two offerings others have their turn; of one with very many sessions the next run plans on. `planned` is told the
 * offerings done so far, and all.
 */
export async function planAhead(
  deps: Planning,
  stations?: readonly string[],
  planned: (done: number, all: number) => void = () => undefined,
): Promise<number> {
  const today = dayOf(deps.now())
  const last = addDays(today, AHEAD_DAYS.most - 1)
  const due = (await listDueOfferings(deps.db, last)).filter(
    ({ about, planned_to, replan }) =>
      (!stations || stations.includes(about.station)) &&
      (replan || planned_to === null || planned_to < lastDayOf(about, today)),
  )
  if (due.length === 0) return 0
  const known = await readKnown(deps)
  let sessions = 0
  for (const [at, offering] of due.entries()) {
    await nextTurn()
    sessions += await planOne(deps, offering, known)
    planned(at + 1, due.length)
  }
  return sessions
}

/** Plans for a while what is marked to be planned anew, such as after an import; the next round goes on. */
export async function continuePlanning(deps: Planning): Promise<void> {
  const until = performance.now() + ROUND_MS
  const due = await listOfferingsToReplan(deps.db, REPLANNED_TOGETHER)
  if (due.length === 0) return
  const known = await readKnown(deps)
  for (const offering of due) {
    if (performance.now() > until) return
    await nextTurn()
    await planOne(deps, offering, known)
  }
}

/**
 * Plans the offerings of one station anew by `hours` at once, or previews it; returns how many sessions that adds and removes.
 * Between two offerings others have their turn. What a process that ends does not reach keeps its mark.
 */
export async function replanStation(
  deps: Planning,
  station: string,
  hours: Hours,
  how: Replanning,
): Promise<{ added: number; removed: number }> {
  const offerings = await listOfferingsOf(deps.db, station)
  const known = await readKnown(deps)
  const total = { added: 0, removed: 0 }
  for (const offering of offerings) {
    await nextTurn()
    const { added, removed } = await replan(deps, { ...offering, hours }, known, how)
    total.added += added
    total.removed += removed
  }
  return total
}
