import { migrate } from '../../db/migrate'
import { openPglite } from '../../db/pglite'
import type { Db } from '../../db/port'
import { SCHEMA } from '../../testing/database/schema'
import type { Opened } from '../tenant/tenant'
import { readyOf } from './ready'

const OLDER = { ...SCHEMA, migrations: SCHEMA.migrations.slice(0, -1) }

let db: Db
beforeAll(async () => {
  db = await openPglite()
})
afterAll(() => db.close())
const ask = async (from: Db, schema = SCHEMA) => {
  const now = () => ({ deps: { db: from } }) as Opened
  const answer = await readyOf({ now }, schema)
  return { status: answer.status, ...(await answer.json()) }
}

test('is not ready before the schema of this build is migrated', async () => {
  expect(await ask(db)).toEqual({ status: 503, ok: false, why: 'not migrated' })
  await migrate(db, { ...OLDER, functions: [] })
  expect(await ask(db)).toEqual({ status: 503, ok: false, why: 'not migrated' })
  await migrate(db, SCHEMA)
  expect(await ask(db)).toEqual({ status: 200, ok: true })
  // A schema newer than the build's is ready too: an older process keeps running after a newer one has migrated.
  expect(await ask(db, OLDER)).toEqual({ status: 200, ok: true })
})

test('is not ready without a database', async () => {
  const gone = { ...db, query: () => Promise.reject(new Error('connect ECONNREFUSED')) }
  expect(await ask(gone)).toEqual({ status: 503, ok: false, why: 'no database' })
  const closed = await readyOf({ now: () => undefined }, SCHEMA)
  expect([closed.status, await closed.json()]).toEqual([503, { ok: false, why: 'no database' }])
})
