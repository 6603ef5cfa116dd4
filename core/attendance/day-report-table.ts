import { type Cell, escapeFormula } from '../base/csv'
import { clockOf, type Day, dayOf, instant, MINUTE } from '../base/time'
import { fill } from '../words/fill'
import type { Language } from '../words/say'
import en from '../words/sheet/en.json'
import hans from '../words/sheet/zh-hans.json'
import hant from '../words/sheet/zh-hant.json'
import type { DayReport, ReportFlagged, ReportPerson, ReportSession } from './day-report'

type ReportWord = keyof typeof hans
const tables: Record<Language, Record<ReportWord, string>> = { 'zh-hans': hans, 'zh-hant': hant, en }
type Say = (word: ReportWord, values?: Record<string, unknown>) => string
const sayIn =
  (language: Language): Say =>
  (word, values) =>
    fill(tables[language][word], values)

const COLUMNS = [
  'day',
  'from',
  'to',
  'title',
  'name',
  'people',
  'tail',
  'booked',
  'state',
  'at',
  'means',
  'by',
  'left',
  'minutes',
  'notes',
] as const
type ReportRow = Partial<Record<(typeof COLUMNS)[number], Cell>>

/** `14:03`, with the date where it is another day. */
const clockOn = (day: Day, text: string): string => {
  const at = instant(text)
  return dayOf(at) === day ? clockOf(at) : `${dayOf(at)} ${clockOf(at)}`
}
/** Prefixed so that Excel does not turn 0042 into the number 42. */
const tailText = (tail: string): string => `…${tail}`

/** Name, or a placeholder for an erased person. */
const nameOf = (say: Say, name: string): string => name || say('name.erased')

const notesOf = (say: Say, notes: (string | undefined)[]): string => notes.filter(Boolean).join(say('note.and'))

function personRow(say: Say, day: Day, { name, tail, booker, came, absent }: ReportPerson): ReportRow {
  const line: ReportRow = {
    name: nameOf(say, name),
    people: 1,
    tail: tailText(tail),
    booked: booker === undefined ? say('booked.self') : say('booked.other', { booker: nameOf(say, booker) }),
    state: say(came ? (came.late ? 'state.late' : 'state.came') : absent ? 'state.absent' : 'state.not-yet'),
  }
  if (!came) return line
  const { at, means, by = '', leftAt, minutes, again, forgotten } = came
  return {
    ...line,
    at: clockOn(day, at),
    means: say(`means.${means}`),
    by,
    ...(leftAt ? { left: clockOn(day, leftAt) } : {}),
    ...(minutes === undefined ? {} : { minutes }),
    notes: notesOf(say, [
      again ? say('note.again', { times: again }) : undefined,
      forgotten ? say('note.forgotten') : undefined,
    ]),
  }
}

const walkInRow = (say: Say, day: Day, { at, seats, by = '', full }: ReportSession['walkIns'][number]): ReportRow => ({
  people: seats,
  booked: say('booked.none'),
  state: say('state.walked-in'),
  at: clockOn(day, at),
  by,
  notes: full ? say('note.full') : '',
})

const isWord = (word: string): word is ReportWord => word in hans
const whyOf = (say: Say, why: string): string => {
  const word = `why.${why}`
  return say(isWord(word) ? word : 'why.other')
}

const flaggedRow = (say: Say, day: Day, { name, tail, seats, at, means, by = '', why }: ReportFlagged): ReportRow => ({
  name: nameOf(say, name),
  people: seats,
  tail: tailText(tail),
  state: say('state.flagged'),
  at: clockOn(day, at),
  means: say(`means.${means}`),
  by,
  notes: whyOf(say, why),
})

type Timed = { title: string; startsAt: string; endsAt: string }
const sessionCells = (day: Day, { title, startsAt, endsAt }: Timed): ReportRow => ({
  day,
  from: clockOn(day, startsAt),
  to: clockOn(day, endsAt),
  title,
})

const cellsOf = (line: ReportRow): Cell[] =>
  COLUMNS.map((column) => {
    const cell = line[column] ?? ''
    return typeof cell === 'string' ? escapeFormula(cell) : cell
  })

/** Worksheet: a name, a header row, and rows of cells. */
export type Table = { name: string; header: string[]; rows: Cell[][] }

/** Day report as a table: one row for each person, each walk-in group and each flagged arrival. */
export function toListTable(report: DayReport, language: Language): Table {
  const say = sayIn(language)
  const { day } = report
  const lines = report.sessions.flatMap((session) =>
    [
      ...session.people.map((person) => personRow(say, day, person)),
      ...session.walkIns.map((one) => walkInRow(say, day, one)),
    ].map((line) => ({ ...sessionCells(day, session), ...line })),
  )
  const flagged = report.flagged.map((one) => ({ ...sessionCells(day, one), ...flaggedRow(say, day, one) }))
  return {
    name: say('sheet.list'),
    header: COLUMNS.map((column) => say(`col.${column}`)),
    rows: [...lines, ...flagged].map(cellsOf),
  }
}

const QUARTER = 15 * MINUTE

/** Totals of the day, and arrivals by quarter of an hour. */
export function toSumsTable({ sums, arrivals, day, stationName }: DayReport, language: Language): Table {
  const say = sayIn(language)
  return {
    name: say('sheet.day'),
    header: [escapeFormula(stationName), day, ''],
    rows: [
      [say('sum.booked'), sums.booked],
      [say('sum.came'), sums.came],
      [say('sum.late'), sums.late],
      [say('sum.absent'), sums.absent],
      [say('sum.walked-in'), sums.walkedIn],
      [say('sum.flagged'), sums.flagged],
      [],
      [say('quarter.at'), say('quarter.came'), say('quarter.walked-in')],
      ...arrivals.map(({ at, came, walkedIn }) => [
        `${clockOf(instant(at))}–${clockOf(instant(at) + QUARTER)}`,
        came,
        walkedIn,
      ]),
    ],
  }
}
