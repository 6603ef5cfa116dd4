import { countPositions, squareKm } from '../../base/polygon'
import type { Offering, SessionTemplate } from '../../catalogue/offering'
import type { Area } from '../../place/area'
import type { Holiday } from '../../place/holiday'
import type { Station, Street } from '../../place/station'
import type { Invitee } from '../invitee'
import type { Columns, RowOf, Sheet } from './column'
import type { PartKey, Thing } from './district'
import type { INVITEES } from './sheets/invitees'
import { OFFERING_DEFAULTS, OFFERINGS, type OfferingKey, TEMPLATE_KEYS, type TemplateKey } from './sheets/offering'
import type { HOLIDAYS, STATIONS, STREETS } from './sheets/place'
import { SHEETS } from './sheets/workbook'

type Of<S extends Sheet> = RowOf<S['columns']>

export const streetRow = ({ code, name, lat, lng }: Street): Of<typeof STREETS> => ({
  code,
  name,
  lat,
  lng,
  datum: 'gcj02',
})

export const stationRow = ({ hours, demo: _, ...station }: Station): Of<typeof STATIONS> => ({
  ...station,
  approximate: station.approximate ?? false,
  datum: 'gcj02',
  week: hours.week,
  holiday: hours.holiday,
})

export const holidayRow = (holiday: Holiday): Of<typeof HOLIDAYS> => holiday

export const inviteeRow = ({ role, name, phone }: Invitee): Of<typeof INVITEES> => ({
  place: role.scope,
  role: role.role,
  name,
  ...(phone ? { phone } : {}),
})

type OfferingRow = Of<typeof OFFERINGS>
const templateRow = (template: SessionTemplate): Pick<OfferingRow, TemplateKey> => ({ ...template })

const offeringRow = ({ audience, templates: _, ...offering }: Offering): Pick<OfferingRow, OfferingKey> => ({
  ...offering,
  ...(audience.fromAge === undefined ? {} : { fromAge: audience.fromAge }),
  ...(audience.toAge === undefined ? {} : { toAge: audience.toAge }),
  ...(audience.only ? { only: audience.only } : {}),
  household: audience.household ?? false,
  countsMinutes: offering.countsMinutes ?? false,
  wall: offering.wall ?? false,
})

/** A row for each template; the further ones repeat only whose they are. */
export function offeringRows(offering: Offering): OfferingRow[] {
  const [first, ...more] = offering.templates.map(templateRow)
  const { station, id } = offering
  return [{ ...offeringRow(offering), ...first }, ...more.map((template) => ({ station, id, ...template }))]
}

/** Cells of a row in the order of the columns; an absent value is an empty cell. */
export function cellsOf<C extends Columns>({ columns }: Sheet<C>, row: RowOf<C>): (string | number)[] {
  return Object.entries(columns).map(([key, { write }]) => {
    const value = row[key as keyof C]
    return value === undefined ? '' : (write as (one: unknown) => string | number)(value)
  })
}

const templateText = (template: SessionTemplate): string =>
  cellsOf(OFFERINGS, templateRow(template))
    .slice(-TEMPLATE_KEYS.length)
    .filter((cell) => cell !== '')
    .join(' ')

const AREAS = '边界'
const areaTexts = ({ polygons }: Area): Map<string, string> =>
  new Map([[AREAS, `${countPositions(polygons)} 个点，${squareKm(polygons).toFixed(2)} 平方公里`]])

/** Name of a part of an import: of its sheet. */
export const partName = (key: PartKey): string => (key === 'areas' ? AREAS : SHEETS[key].name)

/** The value of each column as text, by title: what a comparison shows. Templates are one value. */
export function textsOf<K extends PartKey>(key: K, thing: Thing<K>): Map<string, string> {
  if (key === 'areas') return areaTexts(thing as Area)
  const sheet: Sheet = SHEETS[key as Exclude<PartKey, 'areas'>]
  const rows = {
    ...{ streets: streetRow, stations: stationRow, offerings: offeringRow, holidays: holidayRow },
    invitees: inviteeRow,
  }
  const rowOf = rows[key as keyof typeof rows] as (value: Thing) => object
  const cells = cellsOf(sheet, rowOf(thing) as never)
  const texts = new Map(Object.values(sheet.columns).map(({ title }, at) => [title, String(cells[at])]))
  if (key !== 'offerings') return texts
  for (const name of TEMPLATE_KEYS) texts.delete(OFFERINGS.columns[name].title)
  return texts.set('时间安排', (thing as Offering).templates.map(templateText).join('；'))
}

export const withDefaults = (row: Pick<OfferingRow, OfferingKey>) => ({ ...OFFERING_DEFAULTS, ...row })
