import { join } from 'node:path'
import { Hono } from 'hono'
import { migrate } from '../../db/migrate'
import { readMigrations } from '../../db/migration-files'
import { openPglite } from '../../db/pglite'
import type { Db } from '../../db/port'
import { ready } from './ready'

const migrations = readMigrations(join(__dirname, '../../db/migrations'))

let db: Db
beforeAll(async () => {
  db = await openPglite()
})
afterAll(() => db.close())
const ask = async (from: Db, scripts = migrations) => {
  const answer = await new Hono().get('/readyz', ready({ db: from }, scripts)).request('/readyz')
  return { status: answer.status, ...(await answer.json()) }
}

test('not before every script of this build is there', async () => {
  expect(await ask(db)).toEqual({ status: 503, ok: false, why: 'not migrated' })
  await migrate(db, migrations.slice(0, -1))
  expect(await ask(db)).toEqual({ status: 503, ok: false, why: 'not migrated' })
  await migrate(db, migrations)
  expect(await ask(db)).toEqual({ status: 200, ok: true })
  // A newer process has migrated meanwhile: an older one goes on.
  expect(await ask(db, migrations.slice(0, -1))).toEqual({ status: 200, ok: true })
})

test('not without a database', async () => {
  const gone = { ...db, query: () => Promise.reject(new Error('connect ECONNREFUSED')) }
  expect(await ask(gone)).toEqual({ status: 503, ok: false, why: 'no database' })
})
