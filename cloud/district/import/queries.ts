import { randomUUID } from 'node:crypto'
import { type Instant, moment } from '@core/base/time'
import type { Change } from '@core/district/import/difference'
import type { Present, Thing } from '@core/district/import/district'
import type { Gone, ImportCounts, PastImport } from '@core/district/import/summary'
import type { Holiday } from '@core/place/holiday'
import type { Deps } from '../../base/deps'
import type { Db, Row } from '../../db/port'
import { isTransient } from '../../db/port'
import { listAreas } from '../../place/area/queries'
import { listHolders, listInvitees } from '../invitee/queries'

/** Rows of a statement that stages an import. */
const ROWS_TOGETHER = 1_000
/** Milliseconds of the one statement that applies: longer than others may take, and still bounded. */
const APPLY_MS = 120_000
const ATTEMPTS = 5

type Kept<T> = { about: T; retired: boolean }
const split = <T>(rows: Kept<T>[]) => ({
  active: rows.filter(({ retired }) => !retired).map(({ about }) => about),
  retired: rows.filter(({ retired }) => retired).map(({ about }) => about),
})

/** The district as an import compares it. */
export async function readPresent({
  db,
  sealer,
  district,
}: Pick<Deps, 'db' | 'sealer' | 'district'>): Promise<Present> {
  const all = async <K extends 'stations' | 'offerings'>(table: string): Promise<Kept<Thing<K>>[]> =>
    db.query(`select about, retired_at is not null as retired from ${table} order by id`, [])
  const stations = split(await all<'stations'>('station'))
  const offerings = split(await all<'offerings'>('offering'))
  return {
    prefix: district.id,
    streets: await db.query('select code, name, lat, lng from street where retired_at is null order by code', []),
    areas: await listAreas(db),
    stations: stations.active,
    offerings: offerings.active,
    holidays: await db.query<Holiday>('select day, kind, name from holiday order by day', []),
    invitees: (await listInvitees({ db, sealer }, null)).map(({ role, name, phone }) => ({
      ...{ role, name },
      ...(phone ? { phone } : {}),
    })),
    holders: await listHolders(db),
    retired: { stations: stations.retired, offerings: offerings.retired },
  }
}

/** Content hash of what an import reads (sql/district_revision.sql). */
export async function readRevision(db: Db): Promise<string> {
  const [row] = await db.query<{ revision: string }>('select district_revision() as revision', [])
  return row?.revision ?? ''
}

/** Coming sessions of these offerings that somebody booked or waits for. */
export type BookedOffering = { offering: string; sessions: number; bookings: number }
export const listBooked = (db: Db, offerings: readonly string[], now: Instant): Promise<BookedOffering[]> =>
  db.query<BookedOffering & Row>(
    `select s.offering_id as offering, count(*)::int as sessions, coalesce(sum(b.n), 0)::int as bookings
     from session s cross join lateral (select count(*) as n from booking b
       where b.station_id = s.station_id and b.session_id = s.id and b.status <> 'cancelled') b
     where s.offering_id = any ($1) and s.status = 'open' and s.starts_at > $2 and b.n > 0
     group by s.offering_id`,
    [[...offerings], moment(now)],
  )

export type Run = {
  revision: string
  changes: readonly Change[]
  gone: Gone
  by: string | null
  now: Instant
  file: string
  counts: ImportCounts
}

/** Stages the rows of an import, batch by batch; nobody sees them. Returns the import's id. */
export async function stageImport(db: Db, { changes, gone, now, ...run }: Run, staged: (rows: number) => void) {
  const id = randomUUID()
  await db.query('delete from import_row where at < $1', [moment(now - 3_600_000)])
  const add = (rows: object[]) =>
    db.query(
      `insert into import_row (import_id, sheet, nth, what, id, thing, at)
       select $1, r.sheet, r.nth, r.what, r.id, r.thing, $3
       from jsonb_to_recordset($2) r(sheet text, nth integer, what text, id text, thing jsonb)`,
      [id, JSON.stringify(rows), moment(now)],
    )
  for (let from = 0; from < changes.length; from += ROWS_TOGETHER) {
    const batch = changes.slice(from, from + ROWS_TOGETHER)
    await add(batch.map(({ sheet, what, id: of, thing }, at) => ({ sheet, nth: from + at, what, id: of, thing })))
    staged(from + batch.length)
  }
  await add([{ sheet: 'run', nth: 0, what: '', id: '', thing: { ...run, ...gone, now: moment(now) } }])
  return id
}

/**
 * Applies a staged import (sql/apply_import.sql). A script and not a statement with values, because it sets its own time
 * limit; both are one transaction. The id is a UUID of ours.
 */
export async function applyImport(db: Db, id: string): Promise<{ outcome: 'done' | 'changed'; called_off: number }> {
  for (let attempt = 1; ; attempt++) {
    try {
      const [row] = await db.query(`set local statement_timeout = ${APPLY_MS}; select * from apply_import('${id}')`)
      return row as { outcome: 'done' | 'changed'; called_off: number }
    } catch (fault) {
      if (!isTransient(fault) || attempt === ATTEMPTS) throw fault
    }
  }
}

type PastRow = Omit<PastImport, 'at'> & { at: Instant }
/** The last imports, newest first, with the name of who did them. */
export async function listImports(db: Db, most: number): Promise<PastImport[]> {
  const rows = await db.query<PastRow>(
    `select i.id, i.at, i.file, i.counts, coalesce(p.name, '') as by from district_import i
     left join person p on p.id = i.by_id order by i.at desc, i.id limit $1`,
    [most],
  )
  return rows.map((row) => ({ ...row, at: moment(row.at) }))
}
