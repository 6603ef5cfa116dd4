import { INVITEES } from './invitees'
import { OFFERINGS } from './offering'
import { HOLIDAYS, STATIONS, STREETS } from './place'

/** The sheets of a district's workbook, in the order of the file. */
export const SHEETS = {
  streets: STREETS,
  stations: STATIONS,
  offerings: OFFERINGS,
  holidays: HOLIDAYS,
  invitees: INVITEES,
} as const
export type SheetKey = keyof typeof SHEETS
export const SHEET_KEYS = Object.keys(SHEETS) as SheetKey[]

/** Sheet with the explanations in a template; readers pass over it. */
export const GUIDE_SHEET = '填写说明'
/** First letters of the first cell of a row that explains and is not read: the example rows of a template. */
export const EXAMPLE_MARK = '例：'
