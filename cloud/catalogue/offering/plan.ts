import { addDays, type Day, dayOf, type Instant } from '@core/base/time'
import { AHEAD_DAYS, lastDayOf } from '@core/catalogue/session-plan'
import { calendarOf } from '@core/place/hours'
import type { Calendar, Closure } from '@core/place/station'
import type { Deps } from '../../base/deps'
import { listClosures } from '../../place/closure/queries'
import { readCalendar } from '../../place/holiday/queries'
import { nextTurn } from '../../util/turn'
import { plannedRows } from './planned'
import { type DueOffering, listDueOfferings, listOfferingsToReplan, planOffering, saveRows } from './queries'

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

/** Plans one offering: the days that it lacks, or all of them anew where its templates, hours or holidays have changed. */
async function planOne(deps: Planning, offering: DueOffering, known: Known): Promise<number> {
  const { about, hours, planned_to, replan, revision } = offering
  const { now, today } = known
  const from = replan || planned_to === null || planned_to < today ? today : addDays(planned_to, 1)
  const input = { hours, calendar: calendarOf(known, about.station), from, to: lastDayOf(about, today), now }
  const { rows, to } = plannedRows(deps, about, input)
  if (!replan) return planOffering(deps.db, offering, to, rows)
  // One that was changed meanwhile keeps its mark, and the next round plans it.
  return (await saveRows(deps.db, { offering: about, revision, to, planned: rows, by: null, now, preview: false }))
    .added
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
