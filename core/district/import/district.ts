import type { Offering } from '../../catalogue/offering'
import type { Holiday } from '../../place/holiday'
import type { Station, Street } from '../../place/station'
import type { SheetKey } from './sheets/workbook'

/** The things of a workbook, by its sheets. */
type Things = { streets: Street; stations: Station; offerings: Offering; holidays: Holiday }

/** What a workbook asks for. A sheet that it does not have is not touched. */
export type Wanted = { [K in SheetKey]?: Things[K][] }

/** What a district has. `retired`: the ids that are taken by what is not shown any more. */
export type Present = { [K in SheetKey]: Things[K][] } & { retired: { stations: Station[]; offerings: Offering[] } }

/** Id of a thing within its sheet. */
export const idOf: { [K in SheetKey]: (thing: Things[K]) => string } = {
  streets: ({ code }) => code,
  stations: ({ id }) => id,
  offerings: ({ id }) => id,
  holidays: ({ day }) => day,
}

export type Thing<K extends SheetKey = SheetKey> = Things[K]
