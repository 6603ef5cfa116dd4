import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDb } from '../runtime/open-db'
import { CHILD, openWorld } from '../testing/world/world'

let dataDir: string
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'yike-forget-'))
})
afterEach(() => rmSync(dataDir, { recursive: true }))

/** Whether any file of the database contains a text. */
const filesWith = (text: string): string[] =>
  readdirSync(dataDir, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => readFileSync(path).includes(text))

test('the folder of the embedded database is closed to other users, also one that was open before', async () => {
  const folder = join(dataDir, 'pglite')
  mkdirSync(folder, { mode: 0o755 })
  const db = await openDb({ dataDir })
  expect((statSync(folder).mode & 0o777).toString(8)).toBe('700')
  await db.close()
})

test('an erased name is in no file of the embedded database any more', async () => {
  const world = await openWorld(await openDb({ dataDir }))
  const resident = await world.as('resident')
  const key = { 'idempotency-key': 'one-of-mine' }
  const session = 'hp001.talk-2611231400'
  const booked = await resident('POST', '/api/bookings', { session, people: [resident.id, CHILD] }, key)
  expect(booked.status).toBe(201)
  await world.db.query('checkpoint')
  expect(filesWith('林晓梅')).not.toEqual([])
  await resident('POST', `/api/bookings/${booked.body.booking.id}/cancel`)
  expect((await resident('DELETE', `/api/people/${CHILD}`)).status).toBe(200)
  expect(filesWith('小宝')).toEqual([])
  expect((await resident('DELETE', '/api/me?sure=yes')).status).toBe(200)
  expect(filesWith('林晓梅')).toEqual([])
  expect((await world.ask('GET', '/api/stations')).status).toBe(200)
  await world.close()
})
