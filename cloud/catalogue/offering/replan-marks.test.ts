import { migrate } from '../../db/migrate'
import { openPglite } from '../../db/pglite'
import { SCHEMA } from '../../testing/database/schema'

test('offerings take over the mark of their station, once', async () => {
  const db = await openPglite()
  const before = SCHEMA.migrations.filter(({ name }) => name < '0022')
  await migrate(db, { migrations: before, functions: [] })
  await db.query(`insert into street (code, name, lat, lng) values ('440112012', '萝岗街道', 23.179, 113.5)`)
  await db.query(`insert into station (id, kind, street, lat, lng, about, replan)
    select id, 'complex', '440112012', 23.18, 113.49, '{}', id = 'hp001' from unnest(array['hp001', 'hp002']) id`)
  await db.query(`insert into offering (station_id, id, about, saved_at, retired_at)
    select left(id, 5), id, '{}', now(), case when id like '%old' then now() end
    from unnest(array['hp001-talk', 'hp001-old', 'hp002-talk']) id`)
  const revisions = () => db.query('select id, revision, replan from offering order by id', [])
  const [, { revision }] = (await revisions()) as [object, { revision: number }]
  await migrate(db, SCHEMA)
  expect(await revisions()).toEqual([
    { id: 'hp001-old', revision, replan: false },
    { id: 'hp001-talk', revision: revision + 1, replan: true },
    { id: 'hp002-talk', revision, replan: false },
  ])
  await db.close()
})
