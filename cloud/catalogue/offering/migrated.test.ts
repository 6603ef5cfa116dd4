import { join } from 'node:path'
import { Offering } from '@core/catalogue/offering'
import * as v from 'valibot'
import { migrate } from '../../db/migrate'
import { readMigrations } from '../../db/migration-files'
import { openPglite } from '../../db/pglite'
import { OFFERINGS } from '../../testing/world/world'

test('weekdays of before are rules of days now', async () => {
  const db = await openPglite()
  const all = readMigrations(join(__dirname, '../../db/migrations'))
  await migrate(
    db,
    all.filter(({ name }) => name < '0009'),
  )
  const { templates: _none, ...rest } = OFFERINGS[0] as Offering
  const weekly = [
    { days: [1, 3, 7], at: '09:00', minutes: 30, capacity: 3 },
    { days: [6], at: '10:00', minutes: 60, capacity: 5 },
  ]
  await db.query(
    `insert into street values ('440112012', '萝岗街道', 23, 113);
     insert into station (id, kind, street, lat, lng, about) values ('hp001', 'park', '440112012', 23, 113, '{}')`,
  )
  const write = (id: string, about: object) =>
    db.query(`insert into offering values ('hp001', $1, $2)`, [id, JSON.stringify({ ...rest, ...about, id })])
  await write('hp001-old', { weekly })
  await write('hp001-none', { weekly: [] })
  await migrate(db, all)
  const [none, old] = await db.query<{ about: Offering }>('select about from offering order by id')
  expect(none?.about.templates).toEqual([])
  expect(v.parse(Offering, old?.about)).toEqual(old?.about)
  expect(old?.about.templates).toEqual([
    { rrule: 'FREQ=WEEKLY;BYDAY=MO,WE,SU', at: '09:00', minutes: 30, capacity: 3 },
    { rrule: 'FREQ=WEEKLY;BYDAY=SA', at: '10:00', minutes: 60, capacity: 5 },
  ])
  await db.close()
})
