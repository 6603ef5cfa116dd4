import { type Day, type Instant, moment } from '@core/base/time'
import type { Offering } from '@core/catalogue/offering'
import type { Hours } from '@core/place/station'
import type { Db } from '../../db/port'

export type FoundOffering = { about: Offering; revision: number }

export async function listOfferings(db: Db, station: string): Promise<Offering[]> {
  const rows = await db.query<FoundOffering>(
    'select about, revision from offering where station_id = $1 and retired_at is null order by id',
    [station],
  )
  return rows.map(({ about }) => about)
}

export async function findOffering(db: Db, { station, id }: Offering): Promise<FoundOffering | undefined> {
  const [row] = await db.query<FoundOffering>(
    'select about, revision from offering where station_id = $1 and id = $2',
    [station, id],
  )
  return row
}

export type DueOffering = FoundOffering & { hours: Hours; planned_to: Day | null; replan: boolean }

const DUE = `
  select o.about, o.revision, o.planned_to, o.replan, t.about->'hours' as hours
  from offering o join station t on t.id = o.station_id`

/** Offerings to plan anew, and those planned to before `to`. Whether one needs more days depends on how early its booking opens (lastDayOf). */
export const listDueOfferings = (db: Db, to: Day): Promise<DueOffering[]> =>
  db.query<DueOffering>(
    `${DUE} where o.retired_at is null and (o.replan or o.planned_to is null or o.planned_to < $1)
     order by o.station_id, o.id`,
    [to],
  )

/** The offerings of one station. */
export const listOfferingsOf = (db: Db, station: string): Promise<DueOffering[]> =>
  db.query<DueOffering>(`${DUE} where o.station_id = $1 and o.retired_at is null order by o.id`, [station])

/** The next offerings that have to be planned anew. */
export const listOfferingsToReplan = (db: Db, most: number): Promise<DueOffering[]> =>
  db.query<DueOffering>(`${DUE} where o.replan and o.retired_at is null order by o.station_id, o.id limit $1`, [most])

/** Plans an offering up to `to`, unless its revision has changed. Returns the number of new sessions. */
export async function planOffering(db: Db, { about, revision }: FoundOffering, to: Day, planned: readonly object[]) {
  const [row] = await db.query<{ done: number }>('select plan_ahead($1, $2, $3, $4, $5) as done', [
    about.station,
    about.id,
    revision,
    to,
    JSON.stringify(planned),
  ])
  return row?.done ?? 0
}

export type OfferingToSave = {
  offering: Offering
  /** The revision that was read; undefined for a new offering. */
  revision: number | undefined
  to: Day
  planned: readonly object[]
  /** Null where no person saves: the jobs plan anew. */
  by: string | null
  now: Instant
  preview: boolean
}
export type SaveOutcome = {
  outcome: 'done' | 'changed'
  added: number
  removed: number
  changed: number
  /** Ids of sessions that were not removed because somebody booked or waits. */
  kept: string[]
}

export async function saveRows(db: Db, saving: OfferingToSave): Promise<SaveOutcome> {
  const { offering, revision = null, to, planned, by, now, preview } = saving
  const [row] = await db.query<SaveOutcome>('select * from save_offering($1, $2, $3, $4, $5, $6, $7, $8, $9)', [
    offering.station,
    offering.id,
    JSON.stringify(offering),
    revision,
    to,
    JSON.stringify(planned),
    by,
    moment(now),
    preview,
  ])
  return row as SaveOutcome
}
