import { HOUR, type Instant, MINUTE, moment } from '@core/base/time'
import type { Offering } from '@core/catalogue/offering'
import { insertLogin } from '../../account/login/queries'
import type { Db } from '../../db/port'
import { sha256 } from '../../util/hash'
import type { RuleSet, State } from '../reference/state'

/** A small data set, for both the database and the reference model. */
type FixtureSession = { id: string; startsAt: Instant; endsAt: Instant; capacity: number }
export type Fixture = {
  now: Instant
  sessions: readonly FixtureSession[]
  /** Bookers with their households, themselves first. */
  bookers: readonly { id: string; people: readonly string[] }[]
  manager: string
  /** Minutes before the start: from then on cancelling is late. */
  cancelMinutes: number
}

const STATION = 'hp001'
const PHONE = '020-82000001'
const MOST = 3
/** Longer than the clock of any test advances. */
const LOGIN_FOR = 1000 * HOUR

/** A readable UUID: person 7 is 00000000-…-000000000007. */
export const personId = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const nameOf = (id: string): string => `人${Number(id.slice(-12))}`
export const tokenOf = (id: string): string => `token-of-${id}`
export const sessionId = (name: string): string => `${STATION}.${name}`

/** Of the kind care, which has no strikes: the tests are about the waitlist alone. */
const OFFERING: Omit<Offering, 'cancelMinutes'> = {
  id: `${STATION}-stage`,
  station: STATION,
  kind: 'care',
  title: '场次',
  summary: '',
  audience: {},
  people: MOST,
  openDays: 60,
  templates: [],
}

/** Inserts the fixture into an empty, migrated database. */
export async function loadFixture(db: Db, fixture: Fixture): Promise<void> {
  await db.query(`
    insert into street values ('440112012', '萝岗街道', 23.179, 113.5);
    insert into station (id, kind, street, lat, lng, about)
      values ('${STATION}', 'complex', '440112012', 23.18, 113.495, '{"name": "综合体", "phone": "${PHONE}"}');
  `)
  const offering: Offering = { ...OFFERING, cancelMinutes: fixture.cancelMinutes }
  await db.query('insert into offering values ($1, $2, $3)', [STATION, offering.id, JSON.stringify(offering)])
  const all = [...fixture.bookers, { id: fixture.manager, people: [fixture.manager] }]
  const guardianships = all.flatMap((head) => head.people.map((person) => ({ head: head.id, person })))
  const people = [...new Set(guardianships.map((one) => one.person))].map((id) => ({ id, name: nameOf(id) }))
  const since = moment(fixture.now)
  await db.query(
    `insert into person (id, name, household, created_at)
     select r.id, r.name, (select count(*) from jsonb_array_elements($2::jsonb) b
       where b->>'head' = r.id::text and b->>'person' <> r.id::text), $3
     from jsonb_to_recordset($1::jsonb) r(id uuid, name text)`,
    [JSON.stringify(people), JSON.stringify(guardianships), since],
  )
  await db.query(
    `insert into guardianship select b.head, b.person, case when b.head = b.person then 'self' else 'parent' end, null, $2
     from jsonb_to_recordset($1::jsonb) b(head uuid, person uuid)`,
    [JSON.stringify(guardianships), since],
  )
  await db.query(`insert into role values ($1, 'station', $2)`, [fixture.manager, STATION])
  for (const { id } of all) await insertLogin(db, sha256(tokenOf(id)), id, fixture.now, fixture.now + LOGIN_FOR)
  await clearFixture(db, fixture)
}

const BOOKING_TABLES = [
  'attendance',
  'seat',
  'person_time',
  'idempotency',
  'session_change',
  'notice',
  'booking',
  'session',
]

/** Deletes all bookings and inserts the sessions again. Not by `truncate`, after which every query would be planned again. */
export async function clearFixture(db: Db, { sessions }: Fixture): Promise<void> {
  await db.query(BOOKING_TABLES.map((table) => `delete from ${table}`).join(';'))
  for (const table of BOOKING_TABLES) await db.query(`vacuum (truncate off) ${table}`)
  await db.query(
    `insert into session (station_id, id, offering_id, kind, title, starts_at, ends_at, capacity)
     select $2, r.id, $3, 'care', '场次', r.starts, r.ends, r.capacity
     from jsonb_to_recordset($1::jsonb) r(id text, starts timestamptz, ends timestamptz, capacity integer)`,
    [
      JSON.stringify(sessions.map((one) => ({ ...one, starts: moment(one.startsAt), ends: moment(one.endsAt) }))),
      STATION,
      OFFERING.id,
    ],
  )
}

const ruleSetOf = ({ bookers, manager, cancelMinutes }: Fixture): RuleSet => ({
  households: { ...Object.fromEntries(bookers.map((head) => [head.id, head.people])), [manager]: [manager] },
  names: Object.fromEntries(bookers.flatMap((head) => head.people.map((id) => [id, nameOf(id)]))),
  managers: [manager],
  phone: PHONE,
  maxPeople: MOST,
  cancelWithin: cancelMinutes * MINUTE,
})

/** The initial state of the reference model for the fixture. */
export const initialState = (fixture: Fixture): State => ({
  rules: ruleSetOf(fixture),
  sessions: Object.fromEntries(
    fixture.sessions.map(({ capacity, ...session }) => [
      session.id,
      { ...session, status: 'open', version: 1, reason: '', line: { capacity, lastPlace: 0, held: 0, groups: [] } },
    ]),
  ),
  bookings: {},
  keys: {},
})
