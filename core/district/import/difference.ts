import { metresBetween } from '../../base/geo'
import { type Area, DISTRICT_AREA } from '../../place/area'
import type { Station } from '../../place/station'
import { idOf, PART_KEYS, type PartKey, type Present, type Thing, type Wanted } from './district'
import { textsOf } from './rows'
import { DISTRICT_AREA_NAMES } from './sheets/names'

/** What an import does with one thing: `new`, `back` after it had been retired, `changed`, `gone`. */
type What = 'new' | 'back' | 'changed' | 'gone'
/** A column with the text that was there and the one that comes. */
type FieldChange = { title: string; was: string; now: string }

export type Change<K extends PartKey = PartKey> = {
  sheet: K
  id: string
  name: string
  what: What
  fields: FieldChange[]
  /** As it will be; of what goes, as it was. */
  thing: Thing<K>
  /** Metres that a station moves, or of a new one to the middle of its street. */
  metres?: number
}

/** Names of the areas by their ids: of the whole district, and of the streets and towns. */
const areaNames = (present: Present, wanted: Wanted): ReadonlyMap<string, string> =>
  new Map([
    [DISTRICT_AREA, DISTRICT_AREA_NAMES[0] as string],
    ...[...present.streets, ...(wanted.streets ?? [])].map(({ code, name }) => [code, name] as const),
  ])
const isArea = (thing: Thing): thing is Area => 'polygons' in thing

function fieldsOf<K extends PartKey>(key: K, was: Thing<K>, now: Thing<K>): FieldChange[] {
  // Other borders may have as many points and be as large.
  if (key === 'areas' && JSON.stringify(was) === JSON.stringify(now)) return []
  const before = textsOf(key, was)
  return [...textsOf(key, now)].flatMap(([title, text]) =>
    before.get(title) === text && key !== 'areas' ? [] : [{ title, was: before.get(title) ?? '', now: text }],
  )
}

/** The stations and offerings that were retired and may come back. */
const retiredOf = <K extends PartKey>(key: K, { retired }: Present): Thing<K>[] =>
  (key === 'stations' ? retired.stations : key === 'offerings' ? retired.offerings : []) as Thing[] as Thing<K>[]

function changesOf<K extends PartKey>(key: K, present: Present, wanted: Wanted): Change<K>[] {
  const list = wanted[key] as Thing<K>[] | undefined
  const id = idOf[key] as (thing: Thing<K>) => string
  const were = present[key] as Thing<K>[]
  if (!list) return []
  const before = new Map(were.map((thing) => [id(thing), thing]))
  const retired = new Map(retiredOf(key, present).map((thing) => [id(thing), thing]))
  const names = areaNames(present, wanted)
  const nameOf = (thing: Thing): string =>
    isArea(thing) ? (names.get(thing.id) ?? thing.id) : 'name' in thing ? thing.name : thing.title
  const change = (what: What, thing: Thing<K>, fields: FieldChange[] = []): Change<K> => ({
    sheet: key,
    id: id(thing),
    name: nameOf(thing),
    what,
    fields,
    thing,
  })
  const changes: Change<K>[] = []
  for (const thing of list) {
    const was = before.get(id(thing))
    const old = retired.get(id(thing))
    const fields = was ? fieldsOf(key, was, thing) : old ? fieldsOf(key, old, thing) : []
    if (!was) changes.push(change(old ? 'back' : 'new', thing, fields))
    else if (fields.length) changes.push(change('changed', thing, fields))
  }
  const kept = new Set(list.map(id))
  for (const thing of were) if (!kept.has(id(thing))) changes.push(change('gone', thing))
  return changes
}

/** Distances of the stations that are new or move, for the eye. */
function withMetres(changes: Change[], present: Present, wanted: Wanted): Change[] {
  const before = new Map(present.stations.map((station) => [station.id, station]))
  const streets = new Map((wanted.streets ?? present.streets).map((street) => [street.code, street]))
  return changes.map((change) => {
    if (change.sheet !== 'stations' || change.what === 'gone') return change
    const now = change.thing as Station
    const from = before.get(now.id) ?? streets.get(now.street)
    const metres = from ? Math.round(metresBetween(from, now)) : 0
    return metres > 0 ? { ...change, metres } : change
  })
}

/** Offerings go with their station, whether the workbook has their sheet or not. */
function withTheirStations(changes: Change[], present: Present): Change[] {
  const gone = new Set(changes.flatMap(({ sheet, what, id }) => (sheet === 'stations' && what === 'gone' ? id : [])))
  const told = new Set(changes.flatMap(({ sheet, id }) => (sheet === 'offerings' ? id : [])))
  const more = present.offerings.filter(({ id, station }) => gone.has(station) && !told.has(id))
  return [
    ...changes,
    ...more.map(
      (thing): Change => ({ sheet: 'offerings', id: thing.id, name: thing.title, what: 'gone', fields: [], thing }),
    ),
  ]
}

/** The area of a street goes with it. */
function withTheirStreets(wanted: Wanted, { areas }: Present): Wanted {
  if (!wanted.streets || wanted.areas) return wanted
  const codes = new Set(wanted.streets.map(({ code }) => code))
  return { ...wanted, areas: areas.filter(({ id }) => id === DISTRICT_AREA || codes.has(id)) }
}

/** What an import changes, part by part; nothing for one that says what there is. */
export function differenceOf(present: Present, asked: Wanted): Change[] {
  const wanted = withTheirStreets(asked, present)
  const changes = PART_KEYS.flatMap((key): Change[] => changesOf(key, present, wanted) as Change[])
  return withTheirStations(withMetres(changes, present, wanted), present)
}
