import { HOUR, moment } from '@core/base/time'
import { migrate } from '../../db/migrate'
import { openPglite } from '../../db/pglite'
import { SCHEMA } from '../../testing/database/schema'
import { MONDAY_TEN } from '../../testing/world/world'
import { insertReminders } from './queries'

const PERSON = '00000000-0000-4000-8000-000000000010'
const START = MONDAY_TEN + 30 * HOUR
const at = (hours: number) => moment(MONDAY_TEN + hours * HOUR)

test('reminders from before they stored a start get the one they spoke of, and are not written again', async () => {
  const db = await openPglite()
  const before = SCHEMA.migrations.filter(({ name }) => name < '0014')
  await migrate(db, { migrations: before, functions: [] })
  await db.query(`insert into street values ('440112012', '萝岗街道', 23.1, 113.4)`)
  await db.query(
    `insert into station (id, kind, street, lat, lng, about) values ('hp001', 'complex', '440112012', 23.1, 113.4, '{}')`,
  )
  await db.query(`insert into offering (station_id, id, about) values ('hp001', 'o', '{}')`)
  await db.query(`insert into person (id, name, created_at) values ($1, '林', $2)`, [PERSON, at(0)])
  // Told at 17:00; one session was moved at 18:00, and again an hour later.
  for (const [name, starts] of [
    ['stays', START],
    ['moves', START + 48 * HOUR],
  ] as const) {
    await db.query(
      `insert into session (station_id, id, offering_id, kind, title, starts_at, ends_at, capacity)
       values ('hp001', $1, 'o', 'activity', '', $2, $3, 5)`,
      [name, moment(starts), moment(starts + HOUR)],
    )
    await db.query(
      `insert into booking (station_id, id, session_id, booker_id, seats, door_code, booked_at)
       values ('hp001', $1, $1, $2, 1, $1, $3)`,
      [name, PERSON, at(0)],
    )
    await db.query(
      `insert into notice (person_id, kind, at, station_id, session_id, booking_id)
       select $2, kind, $3, 'hp001', $1, $1 from unnest(array['booked', 'tomorrow']) kind`,
      [name, PERSON, at(7)],
    )
  }
  const change = `insert into session_change (station_id, session_id, version, at, what, detail)
    values ('hp001', 'moves', $1, $2, 'moved', jsonb_build_object('from', $3::timestamptz))`
  await db.query(change, [2, at(8), moment(START)])
  await db.query(change, [3, at(9), moment(START + 24 * HOUR)])

  await migrate(db, SCHEMA)
  const told = () =>
    db.query('select booking_id, kind, starts_at from notice where starts_at is not null order by booking_id, id')
  const expected = ['moves', 'stays'].map((booking_id) => ({ booking_id, kind: 'tomorrow', starts_at: START }))
  expect(await told()).toEqual(expected)
  const eve = MONDAY_TEN + 7 * HOUR
  await insertReminders(db, MONDAY_TEN + 14 * HOUR, MONDAY_TEN + 38 * HOUR, eve, eve + HOUR)
  expect(await told()).toEqual(expected)
  await db.close()
})
