import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDb } from '../runtime/open-db'
import { SCHEMA } from '../testing/database/schema'
import { migrate } from './migrate'
import { openPglite } from './pglite'

let dataDir: string
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'yike-before-'))
  const old = await openPglite(join(dataDir, 'pglite'))
  await old.query(`create table migration (name text primary key); insert into migration values ('0001_main.sql')`)
  await old.close()
})
afterEach(() => rmSync(dataDir, { recursive: true }))

test('demo data from before the baseline is moved aside and reported in one line', async () => {
  const reported: string[] = []
  const db = await openDb({ dataDir, demo: true }, (line) => reported.push(line))
  const aside = readdirSync(dataDir).find((name) => /^pglite-before-\d{4}-\d\d-\d\d$/.test(name)) ?? 'none'
  expect(reported).toEqual([expect.stringContaining(join(dataDir, aside))])
  expect(reported[0]).not.toContain('\n')
  expect(await migrate(db, SCHEMA)).toContain('0001_base.sql')
  await db.close()
  const oldData = await openPglite(join(dataDir, aside))
  expect(await oldData.query('select name from migration', [])).toEqual([{ name: '0001_main.sql' }])
  await oldData.close()

  // The next start keeps the new database and the old folder.
  const again = await openDb({ dataDir, demo: true }, (line) => reported.push(line))
  expect(await migrate(again, SCHEMA)).toEqual([])
  await again.close()
  expect(reported).toHaveLength(1)
})

test('without demo mode such data is left in place, since it may be the only copy', async () => {
  const db = await openDb({ dataDir, demo: false }, () => expect(true).toBe(false))
  await expect(migrate(db, SCHEMA)).rejects.toMatchObject({ name: 'BadEnv' })
  await db.close()
  expect(readdirSync(dataDir)).toEqual(['pglite'])
})
