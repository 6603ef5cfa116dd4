import type { Offering, SessionTemplate } from '@core/catalogue/offering'
import { needsStart } from '@core/catalogue/template'
import { migrate } from '../../db/migrate'
import { openPglite } from '../../db/pglite'
import { SCHEMA } from '../../testing/database/schema'
import { OFFERINGS, STATIONS } from '../../testing/world/world'

const STREET = { code: '440112012', name: '萝岗街道', lat: 23.179, lng: 113.5 }
const MIGRATION = '0010_series_start.sql'
const templateWith = (rrule: string): SessionTemplate => ({ rrule, at: '14:00', minutes: 60, capacity: 10 })

test('series saved before they had a start go on counting from 1 January 2024', async () => {
  const rules = [
    'FREQ=WEEKLY;BYDAY=MO',
    'FREQ=WEEKLY;INTERVAL=2;BYDAY=SA',
    'FREQ=WEEKLY;INTERVAL=1;BYDAY=SA',
    'FREQ=DAILY',
    'FREQ=DAILY;INTERVAL=12',
    'FREQ=MONTHLY',
    'FREQ=MONTHLY;BYMONTHDAY=3',
    'FREQ=YEARLY;BYMONTH=10',
  ]
  const db = await openPglite()
  const before = SCHEMA.migrations.filter(({ name }) => name < MIGRATION)
  await migrate(db, { migrations: before, functions: [] })
  const [talk, other] = OFFERINGS as [Offering, Offering]
  const series = { ...talk, templates: rules.map(templateWith) }
  const offerings = [series, { ...other, templates: [] }]
  await db.query(`insert into street (code, name, lat, lng) values ($1, $2, $3, $4)`, Object.values(STREET))
  for (const { id, kind, street, lat, lng, ...about } of STATIONS)
    await db.query(`insert into station (id, kind, street, lat, lng, about) values ($1, $2, $3, $4, $5, $6)`, [
      ...[id, kind, street, lat, lng],
      JSON.stringify(about),
    ])
  for (const about of offerings)
    await db.query('insert into offering (station_id, id, about) values ($1, $2, $3)', [
      ...[about.station, about.id],
      JSON.stringify(about),
    ])
  await migrate(db, SCHEMA)
  const rows = await db.query<{ about: Offering }>('select about from offering order by id desc', [])
  const started = rules.map((rrule) => ({
    ...templateWith(rrule),
    ...(needsStart(rrule) ? { start: '2024-01-01' } : {}),
  }))
  expect(rows.map(({ about }) => about)).toEqual([{ ...series, templates: started }, offerings[1]])
  expect(started.filter(({ start }) => start)).toHaveLength(4)
  await db.close()
})
