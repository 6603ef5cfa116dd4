import { moment } from '@core/base/time'
import { migrate } from '../db/migrate'
import { openPglite } from '../db/pglite'
import type { Db } from '../db/port'
import { footprint } from '../testing/database/footprint'
import { SCHEMA } from '../testing/database/schema'
import { MONDAY_TEN } from '../testing/world/world'
import { checkDemo } from './check-demo'

const PERSON = '00000000-0000-4000-8000-0000000000aa'
let db: Db
beforeEach(async () => {
  db = await openPglite()
})
afterEach(() => db.close())

const refusal = () =>
  checkDemo(db, true).then(
    () => undefined,
    (fault: Error) => fault,
  )
const insertPerson = (persona: string | null) =>
  db.query('insert into person (id, name, persona, created_at) values ($1, $2, $3, $4)', [
    PERSON,
    '真的人',
    persona,
    moment(MONDAY_TEN),
  ])

test('an empty database may become the demo’s, before and after its migrations', async () => {
  expect(await refusal()).toBeUndefined()
  await migrate(db, SCHEMA)
  expect(await refusal()).toBeUndefined()
})
test('a database with a persona is the demo’s', async () => {
  await migrate(db, SCHEMA)
  await insertPerson('resident')
  expect(await refusal()).toBeUndefined()
})
test('without demo mode not even an empty one is', async () => {
  await expect(checkDemo(db, false)).rejects.toMatchObject({ name: 'BadEnv' })
})

describe('a database is refused in one line, and left as it is,', () => {
  beforeEach(() => migrate(db, SCHEMA))
  test.each<[string, () => Promise<unknown>]>([
    ['with people who are no personas', () => insertPerson(null)],
    [
      'with an invitation to the first of the district',
      () =>
        db.query(
          `insert into role_invitation (code_hash, role, scope, at, expires_at) values ('x', 'district', '', $1, $1)`,
          [moment(MONDAY_TEN)],
        ),
    ],
    [
      'with streets that were imported before anybody was invited',
      () => db.query(`insert into street values ('440112012', '萝岗街道', 23.1, 113.4)`),
    ],
    [
      'with a station that is not the demo’s',
      async () => {
        await insertPerson('resident')
        await db.query(`insert into street values ('440112012', '萝岗街道', 23.1, 113.4)`)
        await db.query(
          `insert into station (id, kind, street, lat, lng, about) values ('hp001', 'complex', '440112012', 23.1, 113.4, '{"name": "站"}')`,
        )
      },
    ],
  ])('%s', async (_what, fill) => {
    await fill()
    const before = await footprint(db)
    const fault = await refusal()
    expect(fault).toMatchObject({ name: 'BadEnv', message: expect.stringMatching(/^[^\n]+$/) })
    expect(await footprint(db)).toEqual(before)
  })
})
