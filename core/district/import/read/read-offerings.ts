import * as v from 'valibot'
import { fold } from '../../../base/fold'
import type { Day } from '../../../base/time'
import {
  AGE_MOST,
  deadlineBeforeOpening,
  Offering,
  type SessionTemplate,
  TEMPLATES_MOST,
} from '../../../catalogue/offering'
import { parseRule } from '../../../catalogue/recurrence-rule'
import { AHEAD_DAYS, dayPlanner, lastDayOf, planDays, SESSIONS_MOST } from '../../../catalogue/session-plan'
import { findBadTemplate } from '../../../catalogue/template'
import type { Calendar, Station } from '../../../place/station'
import type { RowOf } from '../column'
import type { Present } from '../district'
import type { Mistake, Tell } from '../mistake'
import { withDefaults } from '../rows'
import { OFFERING_KEYS, OFFERINGS, type OfferingKey, TEMPLATE_KEYS, type TemplateKey } from '../sheets/offering'
import { endOnDay } from '../text/rule-end'
import { createOfferingIds, fullId } from './offering-ids'
import type { PlacedRow } from './read-sheet'
import { type Placed, type ReadStations, tellAbout } from './read-stations'

type Row = RowOf<typeof OFFERINGS.columns>
type Rows = readonly PlacedRow<typeof OFFERINGS.columns>[]
/** Rows of one offering, and the station they name. */
type Group = { station: string; rows: PlacedRow<typeof OFFERINGS.columns>[] }
type Wrong = ReturnType<typeof tellAbout<OfferingKey | TemplateKey>>

export type When = { calendar: Calendar; today: Day }

/** Station of a row by id or name: its id, '' where its own row has a mistake, or undefined. */
export function stationFinder(stations: readonly Station[], { ids: known, idByName }: ReadStations) {
  const ids = new Set(stations.map(({ id }) => id))
  const names = new Map<string, string | null>()
  for (const { name, id } of stations) names.set(fold(name), names.has(fold(name)) ? null : id)
  return (text: string): string | undefined => {
    const id = text.trim().toLowerCase()
    if (ids.has(id)) return id
    if (known.has(id)) return ''
    return names.get(fold(text)) ?? idByName.get(fold(text)) ?? undefined
  }
}

/** Gathers the rows of each offering, by its id or its title at its station; a row with neither goes on with the one before. */
function gather(rows: Rows, find: (text: string) => string | undefined, wrong: Wrong): Group[] {
  const groups = new Map<string, Group>()
  let last = ''
  for (const one of rows) {
    const { station: named, id, title } = one.value
    if (named === undefined) continue
    const station = find(named)
    if (station === undefined) wrong(one.row, 'station', named, 'unknown-station')
    const own = `${station ?? named} ${id ? id.slice(id.indexOf('-') + 1) : `“${fold(title ?? '')}`}`
    const key = !id && !title && last.startsWith(`${station ?? named} `) ? last : own
    const group = groups.get(key) ?? { station: station ?? '', rows: [] }
    group.rows.push(one)
    groups.set(key, group)
    last = key
  }
  return [...groups.values()]
}

/** Template of a row; undefined where it has none, or a mistake. */
function templateOf(
  { row, value, bad }: PlacedRow<typeof OFFERINGS.columns>,
  wrong: Wrong,
): SessionTemplate | undefined {
  if (TEMPLATE_KEYS.every((key) => value[key] === undefined)) return undefined
  const { rrule, start, at, minutes, slots, capacity } = value
  if (!bad)
    for (const key of ['rrule', 'at', 'minutes', 'capacity'] as const)
      if (value[key] === undefined) wrong(row, key, '', 'missing')
  if (rrule === undefined || at === undefined || minutes === undefined || capacity === undefined) return undefined
  return {
    rrule: endOnDay(rrule, at),
    ...(start ? { start } : {}),
    at,
    minutes,
    ...(slots && slots > 1 ? { slots } : {}),
    capacity,
  }
}

const sameValue = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

/** What the first row of an offering says; the others must not say otherwise. */
function ownValues({ rows: [first, ...more] }: Group, wrong: Wrong): Row {
  const own = (first as PlacedRow<typeof OFFERINGS.columns>).value
  for (const { row, value } of more)
    for (const key of OFFERING_KEYS)
      if (key !== 'station' && key !== 'id' && value[key] !== undefined && !sameValue(value[key], own[key]))
        wrong(row, key, value[key], 'differs', { row: first?.row ?? 0 })
  return own
}

function offeringOf(
  id: string,
  station: string,
  row: Row,
  templates: SessionTemplate[],
  present: Offering | undefined,
): Offering {
  const { title = '', kind = 'activity', summary = '', people, openDays, cancelMinutes } = withDefaults(row)
  const {
    lateMinutes: _1,
    countsMinutes: _2,
    wall: _3,
    drawMinutes: _4,
    ...rest
  } = present ?? ({} as Partial<Offering>)
  return {
    ...rest,
    id,
    station,
    kind,
    title,
    summary,
    audience: {
      ...(row.fromAge === undefined ? {} : { fromAge: row.fromAge }),
      ...(row.toAge === undefined ? {} : { toAge: row.toAge }),
      ...(row.only ? { only: row.only } : {}),
      ...(row.household ? { household: true } : {}),
    },
    people,
    openDays,
    cancelMinutes,
    ...(row.lateMinutes === undefined ? {} : { lateMinutes: row.lateMinutes }),
    ...(row.countsMinutes ? { countsMinutes: true } : {}),
    ...(row.wall ? { wall: true } : {}),
    ...(row.drawMinutes === undefined ? {} : { drawMinutes: row.drawMinutes }),
    templates,
  }
}

/** Why a rule of the catalogue found this field of a template invalid. */
function codeOf(field: string, template: SessionTemplate | undefined, today: Day): Mistake['code'] {
  if (field === 'start') return 'start-needed'
  const until = field === 'rrule' ? parseRule(template?.rrule ?? '')?.until : undefined
  return until !== undefined && until < today ? 'over' : 'closed-then'
}

/** Invalid field of the templates, by hours and templates: most offerings of a district have those of another. */
type Judged = Map<string, string | undefined>
function findBadField({ templates }: Offering, { hours }: Station, { calendar, today }: When, judged: Judged) {
  const key = JSON.stringify([hours, templates])
  if (!judged.has(key)) judged.set(key, findBadTemplate(templates, hours, calendar, today))
  return judged.get(key)
}

/** Whether an offering has more sessions than are planned at once. Only one that may have is planned to see. */
function hasTooMany(offering: Offering, { hours }: Station, { calendar, today }: When): boolean {
  const daily = offering.templates.reduce((sum, { slots = 1 }) => sum + slots, 0)
  if (daily * AHEAD_DAYS.most <= SESSIONS_MOST) return false
  const last = lastDayOf(offering, today)
  return planDays(dayPlanner(offering, hours, calendar), today, last).to < last
}

type Context = { when: When; wrong: Wrong; judged: Judged }

/** Checks a whole offering as saving it by hand would; true where it is valid. `rows`: of its templates. */
function isSound(
  offering: Offering,
  rows: readonly number[],
  first: number,
  station: Station,
  context: Context,
): boolean {
  const { when, wrong, judged } = context
  const { audience, templates } = offering
  let sound = true
  const tell = (...mistake: Parameters<Wrong>) => {
    sound = false
    wrong(...mistake)
  }
  const deadline = deadlineBeforeOpening(offering)
  if (deadline) tell(first, deadline, offering[deadline], 'deadline')
  if ((audience.fromAge ?? 0) > (audience.toAge ?? AGE_MOST)) tell(first, 'toAge', audience.toAge, 'takes')
  const [, nth = '', field = ''] = (findBadField(offering, station, when, judged) ?? '').split('.')
  const key = field as TemplateKey
  const template = templates[Number(nth)]
  if (field) tell(rows[Number(nth)] ?? first, key, template?.[key], codeOf(field, template, when.today))
  if (templates.length > TEMPLATES_MOST || hasTooMany(offering, station, when))
    tell(first, 'slots', templates.length, 'too-many-sessions', { most: SESSIONS_MOST })
  // Nothing is left out silently: what is not read would be taken for gone.
  const isValid: boolean = v.is(Offering, offering)
  if (sound && !isValid) tell(first, 'title', offering.title, 'takes')
  return sound
}

/**
 * Reads the offerings with their templates. `stations`: of the workbook, or else the present ones. `turn` is awaited before
 * each, so that others may have theirs.
 */
export async function readOfferings(
  rows: Rows,
  present: Present,
  stations: readonly Station[],
  found: ReadStations,
  when: When,
  tell: Tell,
  turn: () => Promise<void>,
): Promise<Placed<Offering>[]> {
  const wrong: Wrong = tellAbout<OfferingKey | TemplateKey>(OFFERINGS, tell)
  const groups = gather(rows, stationFinder(stations, found), wrong)
  const named = groups.flatMap(({ station, rows: own }) =>
    own.flatMap(({ value: { id } }) => (id ? fullId(station, id) : [])),
  )
  const idFor = createOfferingIds(present, named)
  const known = new Map([...present.retired.offerings, ...present.offerings].map((one) => [one.id, one]))
  const byId = new Map(stations.map((station) => [station.id, station]))
  const context: Context = { when, wrong, judged: new Map() }
  const read: Placed<Offering>[] = []
  for (const group of groups) {
    await turn()
    const own = ownValues(group, wrong)
    const first = group.rows[0]?.row ?? 0
    const placed = group.rows.flatMap((one) => {
      const template = templateOf(one, wrong)
      return template ? { row: one.row, template } : []
    })
    for (const key of ['title', 'kind'] as const)
      if (own[key] === undefined && !group.rows[0]?.bad) wrong(first, key, '', 'missing')
    if (own.id?.includes('-') && group.station && !own.id.startsWith(`${group.station}-`))
      wrong(first, 'id', own.id, 'other-station-id', { prefix: `${group.station}-` })
    const station = byId.get(group.station)
    if (!station || !own.title || !own.kind || group.rows.some(({ bad }) => bad)) continue
    const id = own.id ? fullId(group.station, own.id) : idFor(group.station, own.title)
    const templates = placed.map(({ template }) => template)
    const offering = offeringOf(id, group.station, own, templates, known.get(id))
    const rowsOfTemplates = placed.map(({ row }) => row)
    if (isSound(offering, rowsOfTemplates, first, station, context)) read.push({ row: first, value: offering })
  }
  return read
}
