import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { moment } from '@core/base/time'
import type { Db } from '../../db/port'
import { testWithPgDump } from '../../testing/database/client-programs'
import { addGuardian, ENDING_CASES } from '../../testing/database/ending-cases'
import { createDatabase, type RealPostgres } from '../../testing/database/real-postgres'
import { SCHEMA } from '../../testing/database/schema'
import { openRace, type Race } from '../../testing/process/race'
import { codeOf, staff } from '../../testing/world/roles'
import { CHILD } from '../../testing/world/world'
import { ENDINGS, writeBackup } from './backup'
import { readEndings, writeEndings } from './ending-file'
import { checkRestored, restoreBackup } from './restore'

let race: Race
let folder: string
let real: RealPostgres | undefined
beforeEach(async () => {
  race = await openRace()
  folder = mkdtempSync(join(tmpdir(), 'yike-endings-'))
})
afterEach(async () => {
  await real?.drop()
  real = undefined
  await race.end()
  rmSync(folder, { recursive: true })
})
const now = () => race.world.clock.now
async function restore(file: string): Promise<Db> {
  real = await createDatabase()
  const db = real.open()
  await restoreBackup(db, real.url, file, SCHEMA)
  return db
}

testWithPgDump('each right that was ended after a backup is revived by its restore, and ended again', async () => {
  const { world, db } = race
  const people = {
    resident: await world.as('resident'),
    elder: await world.as('elder'),
    manager: await world.as('manager'),
  }
  const holding = async (of: Db) => {
    const found: string[] = []
    for (const [name, { holds }] of Object.entries(ENDING_CASES))
      if ((await of.query(holds, [people.resident.id, people.elder.id])).length) found.push(name)
    return found
  }
  for (const { begin } of Object.values(ENDING_CASES)) await begin(world, people)
  expect(await holding(db)).toEqual(Object.keys(ENDING_CASES))
  const backup = await writeBackup(db, race.url, { folder, keepDays: 14 }, now())
  world.clock.now += 60_000
  for (const { end } of Object.values(ENDING_CASES)) await end(world, people)
  expect(await holding(db)).toEqual([])
  await writeEndings(db, join(folder, ENDINGS), now())

  const restored = await restore(backup.file)
  expect(await holding(restored)).toEqual(Object.keys(ENDING_CASES))
  const done = await checkRestored(restored, join(folder, ENDINGS), now)
  expect(await holding(restored)).toEqual([])
  expect(done).toEqual({ erased: 0, roles: 0, others: Object.keys(ENDING_CASES).length, waiting: 0, violations: [] })
  expect(await checkRestored(restored, join(folder, ENDINGS), now)).toMatchObject({ others: 0, waiting: 0 })
  // The restored database knows them again, should it be backed up and restored in turn.
  const known = readEndings(join(folder, ENDINGS)).length
  expect(await writeEndings(restored, join(folder, ENDINGS), now())).toBeLessThanOrEqual(known + 2)
})

testWithPgDump('a used invitation does not give back the role that ended', async () => {
  const { world, db } = race
  const [manager, elder] = [await world.as('manager'), await world.as('elder')]
  const code = await codeOf(manager, staff)
  const backup = await writeBackup(db, race.url, { folder, keepDays: 14 }, now())
  expect((await elder('POST', '/api/roles', { code })).status).toBe(200)
  expect((await manager('POST', '/api/roles/end', { person: elder.id, role: staff })).status).toBe(200)
  await writeEndings(db, join(folder, ENDINGS), now())
  const restored = await restore(backup.file)
  expect(await checkRestored(restored, join(folder, ENDINGS), now)).toMatchObject({ others: 1, violations: [] })
  expect(await restored.query('select from role_invitation where used_at is null', [])).toEqual([])
})

testWithPgDump(
  'a guardian whose fellow joined after the backup stays until the fellow is back, so the child keeps its name',
  async () => {
    const { world, db } = race
    const people = {
      resident: await world.as('resident'),
      elder: await world.as('elder'),
      manager: await world.as('manager'),
    }
    const backup = await writeBackup(db, race.url, { folder, keepDays: 14 }, now())
    await addGuardian({ db }, people)
    await db.query('select end_guardianship($1, $2, $3)', [people.resident.id, CHILD, moment(now())])
    await writeEndings(db, join(folder, ENDINGS), now())
    const restored = await restore(backup.file)
    expect(await checkRestored(restored, join(folder, ENDINGS), now)).toMatchObject({
      others: 0,
      waiting: 1,
      violations: [],
    })
    await addGuardian({ db: restored }, people)
    expect(await checkRestored(restored, join(folder, ENDINGS), now)).toMatchObject({
      others: 1,
      waiting: 0,
      violations: [],
    })
    const [child] = await restored.query<{ name: string }>('select name from person where id = $1', [CHILD])
    expect(child?.name).not.toBe('')
  },
)

test('what would have ended by itself leaves the file and the table', async () => {
  const { db } = race
  const endings = join(folder, ENDINGS)
  const add = (what: string, which: object, ends: number | null) =>
    db.query('insert into ending (what, which, at, until) values ($1, $2, $3, $4)', [
      what,
      JSON.stringify(which),
      moment(now()),
      ends === null ? null : moment(ends),
    ])
  const [short, long] = [randomUUID(), randomUUID()]
  await add('role-invitation', { id: short }, now() + 1)
  await add('role-invitation', { id: long }, null)
  const named = () => readEndings(endings).flatMap((one) => ('id' in one ? [one.id] : []))
  await writeEndings(db, endings, now())
  expect(named()).toEqual(expect.arrayContaining([short, long]))
  await writeEndings(db, endings, now() + 1)
  expect(named()).toEqual([long])
})
