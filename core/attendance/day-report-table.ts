import { type Cell, harmless } from '../base/csv'
import { clockOf, type Day, dayOf, instant, MINUTE } from '../base/time'
import { fill } from '../words/fill'
import type { Language } from '../words/say'
import en from '../words/sheet/en.json'
import hans from '../words/sheet/zh-hans.json'
import hant from '../words/sheet/zh-hant.json'
import type { DaySheet, SheetFlagged, SheetPerson, SheetSession } from './day-report'

type SheetWord = keyof typeof hans
const tables: Record<Language, Record<SheetWord, string>> = { 'zh-hans': hans, 'zh-hant': hant, en }
type Say = (word: SheetWord, values?: Record<string, unknown>) => string
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
type Line = Partial<Record<(typeof COLUMNS)[number], Cell>>

/** `14:03`; with the day where that is another one. */
const clockOn = (day: Day, text: string): string => {
  const at = instant(text)
  return dayOf(at) === day ? clockOf(at) : `${dayOf(at)} ${clockOf(at)}`
}
/** Of digits alone Excel would make a number, and 0042 were 42. */
const tailText = (tail: string): string => `…${tail}`

/** Who was let go of has no name any more. */
const nameOf = (say: Say, name: string): string => name || say('name.erased')

const notesOf = (say: Say, notes: (string | undefined)[]): string => notes.filter(Boolean).join(say('note.and'))

function personLine(say: Say, day: Day, { name, tail, booker, came, absent }: SheetPerson): Line {
  const line: Line = {
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

const walkInLine = (say: Say, day: Day, { at, seats, by = '', full }: SheetSession['walkIns'][number]): Line => ({
  people: seats,
  booked: say('booked.none'),
  state: say('state.walked-in'),
  at: clockOn(day, at),
  by,
  notes: full ? say('note.full') : '',
})

const isWord = (word: string): word is SheetWord => word in hans
const whyOf = (say: Say, why: string): string => {
  const word = `why.${why}`
  return say(isWord(word) ? word : 'why.other')
}

const flaggedLine = (say: Say, day: Day, { name, tail, seats, at, means, by = '', why }: SheetFlagged): Line => ({
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
const sessionCells = (day: Day, { title, startsAt, endsAt }: Timed): Line => ({
  day,
  from: clockOn(day, startsAt),
  to: clockOn(day, endsAt),
  title,
})

const cellsOf = (line: Line): Cell[] =>
  COLUMNS.map((column) => {
    const cell = line[column] ?? ''
    return typeof cell === 'string' ? harmless(cell) : cell
  })

/** A page of a workbook: a line of names, then what is under them. */
export type Table = { name: string; header: string[]; rows: Cell[][] }

/** The sheet as a table: a line for each person, for those who walked in together, and for each arrival that is flagged. */
export function listOf(sheet: DaySheet, language: Language): Table {
  const say = sayIn(language)
  const { day } = sheet
  const lines = sheet.sessions.flatMap((session) =>
    [
      ...session.people.map((person) => personLine(say, day, person)),
      ...session.walkIns.map((one) => walkInLine(say, day, one)),
    ].map((line) => ({ ...sessionCells(day, session), ...line })),
  )
  const flagged = sheet.flagged.map((one) => ({ ...sessionCells(day, one), ...flaggedLine(say, day, one) }))
  return {
    name: say('sheet.list'),
    header: COLUMNS.map((column) => say(`col.${column}`)),
    rows: [...lines, ...flagged].map(cellsOf),
  }
}

const QUARTER = 15 * MINUTE

/** The day's sums, and who came in which quarter of an hour. */
export function sumsOf({ sums, arrivals, day, stationName }: DaySheet, language: Language): Table {
  const say = sayIn(language)
  return {
    name: say('sheet.day'),
    header: [harmless(stationName), day, ''],
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
