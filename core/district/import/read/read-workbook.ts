import { fold } from '../../../base/fold'
import { type Holiday, withHolidays } from '../../../place/holiday'
import { isBlank, type Table } from '../cell'
import type { Present, Wanted } from '../district'
import type { Mistake, Tell } from '../mistake'
import { HOLIDAYS, STATIONS } from '../sheets/place'
import { GUIDE_SHEET, SHEET_KEYS, SHEETS, type SheetKey } from '../sheets/workbook'
import { readInvitees } from './read-invitees'
import { readOfferings, stationFinder, type When } from './read-offerings'
import { type PlacedRow, readSheet } from './read-sheet'
import { readStations, readStreets, streetFinder } from './read-stations'

const thingOf = <T>({ value }: { value: T }): T => value

/** Tables by sheet. A sheet of another name is a mistake unless it is empty, so that a misspelt one is not passed over. */
function tablesOf(tables: readonly Table[], tell: Tell): Map<SheetKey, Table> {
  const keys = new Map<string, SheetKey>(SHEET_KEYS.map((key) => [fold(SHEETS[key].name), key]))
  const found = new Map<SheetKey, Table>()
  const about = (code: Mistake['code'], sheet: string) =>
    tell({
      sheet,
      row: 0,
      column: '',
      found: '',
      code,
      values: { sheets: SHEET_KEYS.map((key) => SHEETS[key].name).join('、') },
    })
  for (const table of tables) {
    const key = keys.get(fold(table.name))
    if (key) found.set(key, table)
    else if (fold(table.name) !== fold(GUIDE_SHEET) && table.rows.some((row) => !row.every(isBlank)))
      about('unknown-sheet', table.name)
  }
  if (found.size === 0) about('no-sheet', '')
  return found
}

function readHolidays(rows: readonly PlacedRow<typeof HOLIDAYS.columns>[], tell: Tell): Holiday[] {
  const seen = new Map<string, number>()
  return rows.flatMap(({ row, value: { day, kind, name } }) => {
    const before = day && seen.get(day)
    if (before)
      tell({
        sheet: HOLIDAYS.name,
        row,
        column: HOLIDAYS.columns.day.title,
        found: day,
        code: 'day-twice',
        values: { row: before },
      })
    if (day) seen.set(day, before || row)
    return day && kind && name ? [{ day, kind, name }] : []
  })
}

/** Streets that the sheet leaves out though stations are there, each with one of them. */
function tellUnnamed(codes: ReadonlySet<string | undefined>, { stations }: Present, tell: Tell): void {
  const told = new Set<string>()
  for (const { street, name } of stations) {
    if (codes.has(street) || told.has(street)) continue
    told.add(street)
    const values = { street, name }
    tell({ sheet: SHEETS.streets.name, row: 0, column: '', found: street, code: 'street-unnamed', values })
  }
}

/** Mistakes as somebody goes through the file: whole sheets first, then sheet by sheet and row by row. */
function inOrder(mistakes: readonly Mistake[]): Mistake[] {
  const places = new Map<string, number>(SHEET_KEYS.map((key, at) => [SHEETS[key].name, at]))
  const placeOf = ({ sheet, row }: Mistake): number => (row ? (places.get(sheet) ?? 0) : -1)
  return [...mistakes].sort((a, b) => placeOf(a) - placeOf(b) || a.row - b.row)
}

/**
 * Reads a whole workbook. Every mistake is collected, in the order of the sheets and their rows; with one, nothing of it may be applied.
 * `when`: the calendar by law of the coming year, and today. `turn`: see readOfferings. `rows`: those of the stations, by id.
 */
export async function readWorkbook(
  tables: readonly Table[],
  present: Present,
  when: When,
  turn: () => Promise<void> = async () => undefined,
): Promise<{ wanted: Wanted; mistakes: Mistake[]; rows: ReadonlyMap<string, number> }> {
  const mistakes: Mistake[] = []
  const tell: Tell = (mistake) => mistakes.push(mistake)
  const found = tablesOf(tables, tell)
  const wanted: Wanted = {}
  const streets = found.get('streets')
  const streetRows = streets && readSheet(SHEETS.streets, streets, tell)
  if (streetRows) wanted.streets = readStreets(streetRows, tell).map(thingOf)
  const findStreet = streetFinder(wanted.streets ?? present.streets, streetRows)
  const holidays = found.get('holidays')
  const entered = holidays && readHolidays(readSheet(SHEETS.holidays, holidays, tell), tell)
  const stations = found.get('stations')
  const read = stations
    ? readStations(readSheet(STATIONS, stations, tell), present, findStreet, tell)
    : { stations: [], ids: new Set<string>(), idByName: new Map<string, string | null>() }
  if (stations) wanted.stations = read.stations.map(thingOf)
  if (!stations && streetRows) tellUnnamed(new Set(streetRows.map(({ value: { code } }) => code)), present, tell)
  const offerings = found.get('offerings')
  const calendar = withHolidays(when.calendar, entered ?? present.holidays)
  if (offerings)
    wanted.offerings = (
      await readOfferings(
        readSheet(SHEETS.offerings, offerings, tell),
        present,
        wanted.stations ?? present.stations,
        read,
        { ...when, calendar },
        tell,
        turn,
      )
    ).map(thingOf)
  if (entered) wanted.holidays = entered
  const invitees = found.get('invitees')
  if (invitees) {
    const places = {
      findStreet,
      findStation: stationFinder(wanted.stations ?? present.stations, read),
    }
    wanted.invitees = readInvitees(readSheet(SHEETS.invitees, invitees, tell), present, places, tell)
  }
  return { wanted, mistakes: inOrder(mistakes), rows: new Map(read.stations.map(({ row, value }) => [value.id, row])) }
}
