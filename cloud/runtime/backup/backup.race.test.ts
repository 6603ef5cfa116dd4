import { spawnSync } from 'node:child_process'
import {
  appendFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DAY, moment } from '@core/base/time'
import { listEndings } from '../../account/ending/ending'
import { endOverdueRequestsJob } from '../../account/standing-request/service'
import type { Db } from '../../db/port'
import { SAMPLES, upload } from '../../place/photo/photo-test-setup'
import { testWithPgDump } from '../../testing/database/client-programs'
import { createDatabase, type RealPostgres } from '../../testing/database/real-postgres'
import { SCHEMA } from '../../testing/database/schema'
import { buildCloud } from '../../testing/process/cloud-process'
import { openRace, type Race } from '../../testing/process/race'
import { newIdempotencyKey } from '../../testing/world/idempotency-key'
import { end, giveRole, staff } from '../../testing/world/roles'
import { CHILD, MONDAY_TEN, MOTHER } from '../../testing/world/world'
import { type Backup, ENDINGS, writeBackup } from './backup'
import { drillBackup } from './drill'
import { readEndings, writeEndings } from './ending-file'
import { checkRestored, restoreBackup } from './restore'

let race: Race
let folder: string
let endings: string
const made: RealPostgres[] = []
beforeAll(buildCloud)
beforeEach(async () => {
  race = await openRace()
  folder = mkdtempSync(join(tmpdir(), 'yike-backup-'))
  endings = join(folder, ENDINGS)
})
afterEach(async () => {
  await Promise.all(made.splice(0).map((one) => one.drop()))
  await race.end()
  rmSync(folder, { recursive: true })
})
const backUp = (now = MONDAY_TEN, keepDays = 14) => writeBackup(race.db, race.url, { folder, keepDays }, now)
async function restoreInto(backup: Backup): Promise<Db> {
  const real = await createDatabase()
  made.push(real)
  const db = real.open()
  await restoreBackup(db, real.url, backup.file, SCHEMA)
  return db
}
const now = () => race.world.clock.now
const databases = () =>
  race.db.query<{ name: string }>(
    `select datname as name from pg_database where datname like current_database() || '_drill_%'`,
    [],
  )

testWithPgDump('what ended after a backup ends again in the restored database, and nothing else', async () => {
  const { world } = race
  const [resident, manager, elder, member] = [
    await world.as('resident'),
    await world.as('manager'),
    await world.as('elder'),
    await world.as('member'),
  ]
  const body = { session: 'hp001.talk-2611231400', people: [elder.id] }
  expect((await elder('POST', '/api/bookings', body, newIdempotencyKey())).status).toBe(201)
  await giveRole(manager, elder, staff)
  const backup = await backUp()
  world.clock.now += 60_000
  expect((await resident('DELETE', '/api/me?sure=yes')).status).toBe(200)
  expect((await end(manager, elder.id, staff)).status).toBe(200)
  expect(await writeEndings(race.db, endings, now())).toBeGreaterThan(1)

  const db = await restoreInto(backup)
  const erased = (await listEndings(race.db, now())).flatMap((one) => (one.what === 'erased' ? [one.person] : []))
  expect(erased).toEqual(expect.arrayContaining([resident.id, CHILD, MOTHER]))
  expect(
    await db.query('select 1 from person where id = any ($1::uuid[]) and erased_at is not null', [erased]),
  ).toEqual([])

  const restored = await checkRestored(db, endings, now)
  expect(restored).toEqual({ erased: 1, roles: 1, others: 0, waiting: 0, violations: [] })
  expect(await db.query('select distinct name from person where id = any ($1::uuid[])', [erased])).toEqual([
    { name: '' },
  ])
  expect(await db.query('select 1 from role where person_id = $1', [elder.id])).toEqual([])
  expect(await db.query('select status from booking where booker_id = $1', [elder.id])).toEqual([{ status: 'booked' }])
  expect((await db.query('select 1 from role where person_id = $1', [member.id])).length).toBeGreaterThan(0)
  // Once more: nothing is left to end.
  expect(await checkRestored(db, endings, now)).toEqual({ erased: 0, roles: 0, others: 0, waiting: 0, violations: [] })
})

testWithPgDump('no picture of a certificate is in a backup; its request ends after a restore', async () => {
  const elder = await race.world.as('elder')
  await upload(elder, SAMPLES.jpeg).then((picture) =>
    elder('POST', '/api/me/standing-requests', { kind: 'veteran', picture }),
  )
  expect(await race.db.query('select 1 from certificate', [])).toHaveLength(1)
  const db = await restoreInto(await backUp())
  expect(await db.query('select 1 from certificate', [])).toEqual([])
  expect(await db.query('select outcome from standing_request', [])).toEqual([{ outcome: null }])
  expect(await checkRestored(db, endings, now)).toMatchObject({ violations: [] })
  await endOverdueRequestsJob({ db, now })
  expect(await db.query('select outcome from standing_request', [])).toEqual([{ outcome: 'lapsed' }])
})

testWithPgDump('a role that was given again after it ended stays', async () => {
  const { world } = race
  const [manager, elder] = [await world.as('manager'), await world.as('elder')]
  await giveRole(manager, elder, staff)
  await end(manager, elder.id, staff)
  await writeEndings(race.db, endings, now())
  world.clock.now += 60_000
  await giveRole(manager, elder, staff)
  const db = await restoreInto(await backUp())
  expect(await checkRestored(db, endings, now)).toMatchObject({ roles: 0, violations: [] })
  expect(await db.query('select role from role where person_id = $1', [elder.id])).toEqual([{ role: 'staff' }])
})

testWithPgDump(
  'the drill restores, checks and leaves no database behind; what is broken is not marked as restored',
  async () => {
    const backup = await backUp()
    const options = { schema: SCHEMA, endings, now }
    expect(await drillBackup(race.db, race.url, backup, options)).toMatchObject({ violations: [] })
    const marked = () =>
      race.db.query<{ done: boolean }>('select restored_at is not null as done from backup order by at')
    expect(await marked()).toEqual([{ done: true }])
    race.world.clock.now += DAY
    const broken = await backUp(now())
    truncateSync(broken.file, Math.floor(broken.bytes / 2))
    await expect(drillBackup(race.db, race.url, broken, options)).rejects.toThrow(/^pg_restore ended with 1/)
    expect(await marked()).toEqual([{ done: true }, { done: false }])
    expect(await databases()).toEqual([])
  },
)

testWithPgDump(
  'a backup is readable by its owner only, has its name when it is whole, and is deleted by age',
  async () => {
    // Left by a process that was killed.
    writeFileSync(join(folder, 'yike-2026-11-01T00-00-00.000Z.dump.part'), 'half')
    writeFileSync(join(folder, 'notes.txt'), 'mine')
    const first = await backUp(MONDAY_TEN - 15 * DAY)
    expect([statSync(folder).mode & 0o777, statSync(first.file).mode & 0o777]).toEqual([0o700, 0o600])
    expect(statSync(endings).mode & 0o777).toBe(0o600)
    // The newest stays, however old.
    expect(readdirSync(folder)).toHaveLength(3)
    await backUp(MONDAY_TEN - 14 * DAY)
    await backUp(MONDAY_TEN)
    expect(readdirSync(folder).sort()).toEqual([
      ENDINGS,
      'notes.txt',
      'yike-2026-11-09T02-00-00.000Z.dump',
      'yike-2026-11-23T02-00-00.000Z.dump',
    ])
    expect(await race.db.query('select 1 from backup', [])).toHaveLength(3)
  },
)

testWithPgDump('a database that has something is not restored into', async () => {
  const backup = await backUp()
  await expect(restoreBackup(race.db, race.url, backup.file, SCHEMA)).rejects.toThrow('not empty')
})

test('the file of endings keeps what the database does not know, and says which line is none', async () => {
  const before = { what: 'erased', person: CHILD, at: moment(MONDAY_TEN) } as const
  writeFileSync(endings, `${JSON.stringify(before)}\n`)
  await writeEndings(race.db, endings, now())
  expect(readEndings(endings)).toContainEqual(before)
  expect(readFileSync(endings, 'utf8')).not.toMatch(/[\u4e00-\u9fff]/)
  for (const line of ['{', '{"what":"erased"}', JSON.stringify({ ...before, person: 'x' })]) {
    writeFileSync(endings, `${JSON.stringify(before)}\n`)
    appendFileSync(endings, `${line}\n`)
    expect(() => readEndings(endings)).toThrow(/line 2: not an ending$/)
  }
  expect(readEndings(join(folder, 'none'))).toEqual([])
})

testWithPgDump('the built commands back up, restore and refuse', async () => {
  const run = (name: string, args: string[], url: string | undefined) => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(__dirname, '../../../dist/cloud', `${name}.mjs`), ...args],
      { env: { PATH: process.env.PATH ?? '', ...(url ? { DATABASE_URL: url } : {}) }, encoding: 'utf8' },
    )
    return { status, said: `${stdout}${stderr}` }
  }
  const done = run('backup', ['--to', folder, '--keep-days', '3', '--drill'], race.url)
  expect(done).toEqual({ status: 0, said: expect.stringContaining('restored as a trial: all invariants hold') })
  const [dump] = readdirSync(folder).filter((name) => name.endsWith('.dump'))
  const from = ['--from', join(folder, dump ?? ''), '--endings', endings]
  const real = await createDatabase()
  made.push(real)
  expect(run('restore', from, real.url)).toMatchObject({
    status: 0,
    said: expect.stringContaining('all invariants hold'),
  })
  expect(run('restore', from, real.url)).toMatchObject({ status: 2, said: expect.stringContaining('not empty') })
  expect(run('restore', ['--endings', endings], real.url).status).toBe(0)
  expect(run('backup', ['--to', folder, '--keep-days', '3'], undefined).status).toBe(2)
  expect(run('backup', ['--to', folder], race.url)).toMatchObject({
    status: 2,
    said: expect.stringContaining('--keep-days'),
  })
})
