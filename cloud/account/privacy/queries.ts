import { type Instant, moment } from '@core/base/time'
import { waitlistRule } from '../../base/waitlist-rule'
import type { Db } from '../../db/port'
import { PROXY_ROLES } from '../ward/proxy-roles'
import { columnsOf, PERSONAL_TABLES, type PersonalTable } from './stored-columns'

/** The person and the dependants of whom they are the only guardian; without wards, who belong to the station. */
export async function listByPerson(db: Db, person: string): Promise<string[]> {
  const rows = await db.query<{ id: string }>(
    `select g.person_id as id from guardianship g where g.guardian_id = $1 and g.relation <> 'ward'
       and not exists (select from guardianship o where o.person_id = g.person_id and o.guardian_id <> $1
         and guards(o, $2))
     union select $1::uuid`,
    [person, PROXY_ROLES],
  )
  return rows.map(({ id }) => id)
}

/** Bookings by or for these people, found by way of their guardians, since seats have no index by person. */
const BOOKED = `booked as materialized (
  select distinct b.station_id, b.session_id, b.id from guardianship g
  join booking b on b.booker_id = g.guardian_id and not b.proxy
  where g.person_id = any ($2::uuid[]) and (b.booker_id = $1 or exists (select from seat
    where seat.station_id = b.station_id and seat.booking_id = b.id and seat.person_id = any ($2::uuid[]))))`
const OWN = 'person_id = any ($2::uuid[])'
const OF_BOOKED = '(station_id, booking_id) in (select station_id, id from booked)'
const AT_BOOKED = '(station_id, session_id) in (select station_id, session_id from booked)'

/** Tables about what somebody did for a station, and about nobody else. */
const WORK_TABLES = [
  'closure',
  'closing',
  'station_change',
  'station_request',
  'photo',
  'upload_piece',
  'awaited_standing',
  'district_import',
  'invitee',
] as const
type WorkTable = (typeof WORK_TABLES)[number]
const isWork = (table: PersonalTable): table is WorkTable => (WORK_TABLES as readonly string[]).includes(table)

/** Condition on each table for the rows about these people. */
const ABOUT: Record<Exclude<PersonalTable, WorkTable>, string> = {
  person: 'id = any ($2::uuid[])',
  guardianship: `(guardian_id = $1 and relation <> 'ward') or ${OWN}`,
  guardian_invitation: `by_id = $1 and ${OWN}`,
  booking: '(station_id, id) in (select station_id, id from booked)',
  seat: OF_BOOKED,
  session_change: `${AT_BOOKED} and ${OF_BOOKED}`,
  attendance: `${AT_BOOKED} and ${OWN}`,
  scan: OF_BOOKED,
  notice: OWN,
  strike: OWN,
  login: OWN,
  login_code: OWN,
  passkey: OWN,
  passkey_challenge: OWN,
  recovery_code: OWN,
  wrong_code: OWN,
  sync_bookmark: `token_hash in (select token_hash from login where ${OWN})`,
  calendar: OWN,
  person_time: OWN,
  idempotency: OWN,
  draw_win: OWN,
  role: OWN,
  role_invitation: 'by_id = $1',
  past_role: OWN,
  ending: OWN,
  message_permission: OWN,
  message: OWN,
  identity: OWN,
  pending_erasure: OWN,
  standing: OWN,
  standing_request: OWN,
  certificate: 'request_id in (select id from standing_request where person_id = any ($2::uuid[]))',
  phone: OWN,
}

/** Rows that are exported in another form: a picture as base64. */
const SHOWN_AS: Partial<Record<PersonalTable, string>> = {
  certificate: `(select request_id, type, encode(bytes, 'base64') as bytes from certificate) o`,
}

/** Work done for a station: place and time, without the people concerned. */
const DONE: Partial<Record<PersonalTable, { which: string; columns: readonly string[]; from?: string }>> = {
  closure: { which: 'by_id = $1', columns: columnsOf('closure') },
  closing: { which: 'by_id = $1', columns: columnsOf('closing') },
  station_change: { which: 'by_id = $1', columns: columnsOf('station_change') },
  // Who asked and who answered are two people: each is told of their own part.
  station_request: {
    which: '$1 in (by_id, answered_by)',
    columns: columnsOf('station_request'),
    from: `(select id, station_id, kind, wish, asked_at, case when by_id = $1 then by_id end as by_id, outcome, answered_at,
      case when answered_by = $1 then answered_by end as answered_by, words from station_request) o`,
  },
  photo: { which: 'by_id = $1', columns: columnsOf('photo') },
  upload_piece: { which: 'by_id = $1', columns: columnsOf('upload_piece') },
  awaited_standing: { which: 'by_id = $1', columns: columnsOf('awaited_standing') },
  standing: {
    which: '$1 in (by_id, ended_by)',
    columns: ['kind', 'since', 'ended_at', 'by_id', 'ended_by'],
    from: `(select kind, since, ended_at, case when by_id = $1 then by_id end as by_id,
      case when ended_by = $1 then ended_by end as ended_by from standing) o`,
  },
  invitee: { which: 'by_id = $1', columns: columnsOf('invitee') },
  standing_request: { which: 'decided_by = $1', columns: ['kind', 'outcome', 'decided_at', 'decided_by'] },
  district_import: { which: 'by_id = $1', columns: columnsOf('district_import') },
  session_change: { which: 'by_id = $1', columns: ['station_id', 'at', 'what', 'by_id'] },
  attendance: { which: 'scanned_by = $1', columns: ['station_id', 'at', 'scanned_by'] },
  scan: { which: 'by_id = $1', columns: ['station_id', 'at', 'kind', 'by_id'] },
  strike: { which: 'answered_by = $1', columns: ['station_id', 'at', 'answered_by'] },
  role: { which: 'by_id = $1', columns: ['role', 'scope', 'since', 'by_id'] },
  // Who granted or ended it is exported only if it was this person.
  past_role: {
    which: '$1 in (by_id, ended_by)',
    columns: ['role', 'scope', 'since', 'ended_at', 'by_id', 'ended_by'],
    from: `(select role, scope, since, ended_at, case when by_id = $1 then by_id end as by_id,
      case when ended_by = $1 then ended_by end as ended_by from past_role) o`,
  },
  booking: { which: 'booker_id = $1 and proxy', columns: ['station_id', 'booked_at', 'booker_id'] },
}

const picked = (table: string, columns: readonly string[], which: string, from = table): string =>
  `'${table}', (select coalesce(json_agg(x), '[]') from (select ${columns.map((name) => `"${name}"`).join(', ')}
    from ${from} where ${which}) x)`

export type Rows = Record<string, object[]>

/** Every row about these people, with its exported columns. */
export async function listStored(db: Db, person: string, mine: readonly string[]): Promise<Rows> {
  const tables = PERSONAL_TABLES.flatMap((table) =>
    isWork(table)
      ? []
      : picked(
          table,
          columnsOf(table, (topic) => topic !== 'work'),
          ABOUT[table],
          SHOWN_AS[table],
        ),
  )
  const [row] = await db.query<{ rows: Rows }>(
    `with ${BOOKED} select json_build_object(${tables.join(', ')}) as rows`,
    [person, mine],
  )
  return row?.rows ?? {}
}

/** Rows about a person's work for stations. It scans whole tables, so it is for people with a role only. */
export async function listOfWork(db: Db, person: string): Promise<Rows> {
  const tables = Object.entries(DONE).map(([table, { which, columns, from }]) => picked(table, columns, which, from))
  const [row] = await db.query<{ rows: Rows }>(`select json_build_object(${tables.join(', ')}) as rows`, [person])
  return row?.rows ?? {}
}

export type EraseOutcome = {
  outcome: 'erased' | 'gone' | 'wards-left' | 'last-district' | 'inside-now'
  title: string | null
  ends: Instant | null
  wards: number | null
}

export async function erasePerson(db: Db, person: string, now: Instant): Promise<EraseOutcome> {
  const [row] = await db.query<EraseOutcome>('select outcome, title, ends, wards from erase_person($1, $2, $3)', [
    person,
    moment(now),
    waitlistRule(),
  ])
  return row as EraseOutcome
}
