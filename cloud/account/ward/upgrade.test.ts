import { moment } from '@core/base/time'
import { migrate } from '../../db/migrate'
import { openPglite } from '../../db/pglite'
import { SCHEMA } from '../../testing/database/schema'
import { MONDAY_TEN } from '../../testing/world/world'
import { handOverLeftWards } from './service'

const id = (nth: number) => `00000000-0000-4000-8000-0000000000${nth}`
const [MANAGER, STREET, DISMISSED, DISTRICT] = [id(10), id(20), id(30), id(40)] as const

test('wards from before they belonged to a station get one, and those of former workers pass on', async () => {
  const db = await openPglite()
  const before = SCHEMA.migrations.filter(({ name }) => name < '0012')
  await migrate(db, { migrations: before, functions: [] })
  const at = moment(MONDAY_TEN)
  await db.query(`insert into street values ('440112012', '萝岗街道', 23.1, 113.4)`)
  for (const station of ['hp001', 'hp002', 'hp003'])
    await db.query(
      `insert into station (id, kind, street, lat, lng, about) values ($1, 'complex', '440112012', 23.1, 113.4, '{}')`,
      [station],
    )
  for (const worker of [MANAGER, STREET, DISMISSED, DISTRICT]) {
    const ward = `${worker.slice(0, -1)}1`
    await db.query(`insert into person (id, name, created_at, wards) values ($1, '工', $2, 1), ($3, '老', $2, 0)`, [
      worker,
      at,
      ward,
    ])
    await db.query(
      `insert into guardianship (guardian_id, person_id, relation, since) values ($1, $1, 'self', $3), ($1, $2, 'ward', $3)`,
      [worker, ward, at],
    )
  }
  await db.query(
    `insert into role (person_id, role, scope) values ($1, 'station', 'hp002'), ($2, 'street', '440112012'), ($3, 'district', '')`,
    [MANAGER, STREET, DISTRICT],
  )
  await db.query(
    `insert into past_role (person_id, role, scope, ended_at, ended_by) values ($1, 'staff', 'hp002', $2, $1)`,
    [DISMISSED, at],
  )
  await db.query(
    `insert into booking (station_id, id, session_id, booker_id, seats, door_code, booked_at, proxy)
     values ('hp003', 'hp003.b', 'hp003.s', $1, 1, '1', $2, true)`,
    [STREET, at],
  )
  await db.query(
    `insert into seat (station_id, session_id, booking_id, person_id) values ('hp003', 'hp003.s', 'hp003.b', $1)`,
    [`${STREET.slice(0, -1)}1`],
  )

  await migrate(db, SCHEMA)
  const wards = async () =>
    Object.fromEntries(
      (
        await db.query<{ ward: string; of: string; station: string }>(
          `select person_id as ward, guardian_id as of, station_id as station from guardianship where relation = 'ward'`,
        )
      ).map(({ ward, of, station }) => [ward.slice(-2), [of, station]]),
    )
  const held = { 11: [MANAGER, 'hp002'], 21: [STREET, 'hp003'], 41: [DISTRICT, 'hp001'] }
  expect(await wards()).toEqual({ ...held, 31: [DISMISSED, 'hp002'] })
  await handOverLeftWards({ db, now: () => MONDAY_TEN })
  expect(await wards()).toEqual({ ...held, 31: [MANAGER, 'hp002'] })
  expect(await db.query('select wards from person where id in ($1, $2) order by id', [MANAGER, DISMISSED])).toEqual([
    { wards: 2 },
    { wards: 0 },
  ])
  await db.close()
})
