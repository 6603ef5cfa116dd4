import { ok, type Result, refuse } from '@core/base/refusal'
import { type Day, dayOf } from '@core/base/time'
import { type Change, differenceOf } from '@core/district/import/difference'
import type { Present, Wanted } from '@core/district/import/district'
import type { Mistake } from '@core/district/import/mistake'
import { findOutside } from '@core/district/import/read/find-outside'
import { readAreas } from '@core/district/import/read/read-areas'
import { readWorkbook } from '@core/district/import/read/read-workbook'
import { INVITEES } from '@core/district/import/sheets/invitees'
import { countChanges, type Gone, type ImportCounts } from '@core/district/import/summary'
import type { Invitee } from '@core/district/invitee'
import type { Area } from '@core/place/area'
import { CALENDAR_DAYS } from '@core/place/station'
import type { Deps } from '../../base/deps'
import { calendarFrom } from '../../place/holiday/calendar'
import { nextTurn } from '../../util/turn'
import { sealInvitee } from '../invitee/queries'
import { type ImportFile, readTables } from './file/read-file'
import { applyImport, listBooked, readPresent, readRevision, stageImport } from './queries'

type Importing = Pick<Deps, 'db' | 'now' | 'sealer' | 'district'>

/** An import that was read and compared, and not applied yet. */
export type Prepared = {
  revision: string
  mistakes: Mistake[]
  /** What may be right all the same: stations outside the area of their street. */
  warnings: Mistake[]
  changes: Change[]
  /** Outline and areas as they will be. */
  areas: readonly Area[]
  counts: ImportCounts
  /** Coming bookings of the offerings that go, by offering. */
  booked: ReadonlyMap<string, { sessions: number; bookings: number }>
}

type Read = { wanted: Wanted; mistakes: Mistake[]; warnings: Mistake[] }

/** Reads what files ask for. Files of areas alone touch no sheet. */
async function readWanted(files: readonly ImportFile[], present: Present, today: Day): Promise<Read> {
  const { tables, areaFiles, mistakes } = await readTables(files)
  if (mistakes.length) return { wanted: {}, mistakes, warnings: [] }
  const when = { calendar: calendarFrom(today, CALENDAR_DAYS), today }
  const read = tables.length
    ? await readWorkbook(tables, present, when, nextTurn)
    : { wanted: {} as Wanted, mistakes, rows: new Map<string, number>() }
  const { wanted, rows } = read
  const told = [...read.mistakes]
  const streets = wanted.streets ?? present.streets
  if (areaFiles.length) wanted.areas = readAreas(areaFiles, streets, (mistake) => told.push(mistake))
  const known = { areas: wanted.areas ?? present.areas, streets, rows }
  const stations = wanted.stations ?? (wanted.areas ? present.stations : [])
  return { wanted, mistakes: told, warnings: told.length ? [] : findOutside(stations, known) }
}

/** Without a key to seal them with, telephone numbers of people are not stored. */
function leaveOutPhones(wanted: Wanted, warnings: Mistake[]): void {
  if (!wanted.invitees?.some(({ phone }) => phone)) return
  wanted.invitees = wanted.invitees.map(({ phone: _, ...invitee }) => invitee)
  warnings.push({ sheet: INVITEES.name, row: 0, column: '', found: '', code: 'phones-left-out' })
}

/** Reads files and compares them with the district as it is. Changes nothing. */
export async function prepareImport(
  { db, now, sealer, district }: Importing,
  files: readonly ImportFile[],
): Promise<Prepared> {
  // Before the rows: what changes in between makes the import look again.
  const revision = await readRevision(db)
  const present = await readPresent({ db, sealer, district })
  const { wanted, mistakes, warnings } = await readWanted(files, present, dayOf(now()))
  if (!sealer) leaveOutPhones(wanted, warnings)
  const changes = differenceOf(present, wanted)
  const gone = changes.flatMap(({ sheet, what, id }) => (sheet === 'offerings' && what === 'gone' ? id : []))
  const booked = new Map((await listBooked(db, gone, now())).map(({ offering, ...one }) => [offering, one]))
  const areas = wanted.areas ?? present.areas
  return { revision, mistakes, warnings, changes, areas, counts: countChanges(changes), booked }
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
  { db, now, sealer }: Omit<Importing, 'district'>,
  { revision, mistakes, changes: compared, counts, booked }: Prepared,
  { revision: seen, gone, by, file, staged = () => undefined }: Applying,
): Promise<Result<{ calledOff: number }>> {
  if (mistakes.length) return refuse({ refusal: 'import-mistakes', count: mistakes.length })
  if (revision !== seen) return refuse({ refusal: 'district-changed' })
  const bookings = [...booked.values()].reduce((sum, one) => sum + one.bookings, 0)
  if (bookings > 0 && !gone) return refuse({ refusal: 'gone-booked', bookings })
  if (compared.length === 0) return ok({ calledOff: 0 })
  // Numbers of people are sealed before they are staged.
  const changes = compared.map((change) =>
    change.sheet === 'invitees' ? { ...change, thing: sealInvitee(change.thing as Invitee, sealer) } : change,
  )
  const run = { revision, changes, gone: gone ?? { act: 'keep' as const }, by, now: now(), file, counts }
  const { outcome, called_off } = await applyImport(db, await stageImport(db, run, staged))
  return outcome === 'done' ? ok({ calledOff: called_off }) : refuse({ refusal: 'district-changed' })
}
