import { ok, type Result, refuse } from '@core/base/refusal'
import { dayOf } from '@core/base/time'
import { type Change, differenceOf } from '@core/district/import/difference'
import type { Mistake } from '@core/district/import/mistake'
import { readWorkbook } from '@core/district/import/read/read-workbook'
import { countChanges, type Gone, type ImportCounts } from '@core/district/import/summary'
import { CALENDAR_DAYS } from '@core/place/station'
import type { Deps } from '../../base/deps'
import { calendarFrom } from '../../place/holiday/calendar'
import { nextTurn } from '../../util/turn'
import { type ImportFile, readTables } from './file/read-file'
import { applyImport, listBooked, readPresent, readRevision, stageImport } from './queries'

type Importing = Pick<Deps, 'db' | 'now'>

/** An import that was read and compared, and not applied yet. */
export type Prepared = {
  revision: string
  mistakes: Mistake[]
  changes: Change[]
  counts: ImportCounts
  /** Coming bookings of the offerings that go, by offering. */
  booked: ReadonlyMap<string, { sessions: number; bookings: number }>
}

/** Reads files and compares them with the district as it is. Changes nothing. */
export async function prepareImport({ db, now }: Importing, files: readonly ImportFile[]): Promise<Prepared> {
  const { tables, mistakes } = await readTables(files)
  // Before the rows: what changes in between makes the import look again.
  const revision = await readRevision(db)
  const present = await readPresent(db)
  const today = dayOf(now())
  const when = { calendar: calendarFrom(today, CALENDAR_DAYS), today }
  const read = mistakes.length ? { wanted: {}, mistakes: [] } : await readWorkbook(tables, present, when, nextTurn)
  const changes = differenceOf(present, read.wanted)
  const gone = changes.flatMap(({ sheet, what, id }) => (sheet === 'offerings' && what === 'gone' ? id : []))
  const booked = new Map((await listBooked(db, gone, now())).map(({ offering, ...one }) => [offering, one]))
  return { revision, mistakes: [...mistakes, ...read.mistakes], changes, counts: countChanges(changes), booked }
}

export type Applying = {
  /** As it was previewed. */
  revision: string
  gone: Gone | undefined
  by: string | null
  file: string
  /** Told the rows that are on their way so far. */
  staged?: (rows: number) => void
}

/** Applies an import, all of it or nothing. `calledOff`: sessions that the jobs are going to call off. */
export async function applyPrepared(
  { db, now }: Importing,
  { revision, mistakes, changes, counts, booked }: Prepared,
  { revision: seen, gone, by, file, staged = () => undefined }: Applying,
): Promise<Result<{ calledOff: number }>> {
  if (mistakes.length) return refuse({ refusal: 'import-mistakes', count: mistakes.length })
  if (revision !== seen) return refuse({ refusal: 'district-changed' })
  const bookings = [...booked.values()].reduce((sum, one) => sum + one.bookings, 0)
  if (bookings > 0 && !gone) return refuse({ refusal: 'gone-booked', bookings })
  if (changes.length === 0) return ok({ calledOff: 0 })
  const run = { revision, changes, gone: gone ?? { act: 'keep' as const }, by, now: now(), file, counts }
  const { outcome, called_off } = await applyImport(db, await stageImport(db, run, staged))
  return outcome === 'done' ? ok({ calledOff: called_off }) : refuse({ refusal: 'district-changed' })
}
