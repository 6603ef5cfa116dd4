import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DAY, moment } from '@core/base/time'
import { advanceCounter, deletePasskey } from '../../account/passkey/queries'
import { takeRecoveryCode, writeRecoveryCodes } from '../../account/recovery-code/queries'
import type { Db } from '../../db/port'
import { writeFeedToken } from '../../notify/calendar/queries'
import { arrangePhotos } from '../../place/photo/queries'
import { drill } from '../../testing/database/client-programs'
import { createDatabase, type RealPostgres } from '../../testing/database/real-postgres'
import { SCHEMA } from '../../testing/database/schema'
import { openRace, type Race } from '../../testing/process/race'
import { codeOf, invite, type Someone, staff } from '../../testing/world/roles'
import { CHILD, MONDAY_TEN, MOTHER } from '../../testing/world/world'
import { sha256 } from '../../util/hash'
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
const until = MONDAY_TEN + 3 * DAY
const loginAs = (token: string) => ({ tokenHash: sha256(token), until, app: null })
async function restore(file: string): Promise<Db> {
  real = await createDatabase()
  const db = real.open()
  await restoreBackup(db, real.url, file, SCHEMA)
  return db
}

type People = { resident: Someone; elder: Someone; manager: Someone }
/** Something that can be ended: how it begins, how it ends, and the statement that finds it while it holds. */
type Case = {
  begin: (db: Db, people: People) => Promise<unknown>
  end: (db: Db, people: People) => Promise<unknown>
  /** `$1` the resident, `$2` the elder. */
  holds: string
}
const PHOTO = `${'a'.repeat(64)}.jpg`
const addPasskey =
  (credential: string) =>
  (db: Db, { resident }: People) =>
    db.query(
      `insert into passkey (credential, person_id, public_key, counter, name, created_at)
     values ($1, $2, '\\x00', 5, '窗口', $3)`,
      [credential, resident.id, moment(MONDAY_TEN)],
    )
const addGuardian = (db: Db, { elder }: People) =>
  db.query(
    `with bond as (insert into guardianship (guardian_id, person_id, relation, since) values ($1, $2, 'parent', $3))
     update person set household = household + 1 where id = $1`,
    [elder.id, CHILD, moment(MONDAY_TEN)],
  )

const CASES: Record<string, Case> = {
  'another login': {
    begin: async () => race.world.as('resident'),
    end: (_, { resident }) => resident('DELETE', '/api/logins'),
    holds: `select from login where person_id = $1 and token_hash <> '${sha256('recovered')}' and $2::uuid is not null
      having count(*) > 1`,
  },
  'a removed passkey': {
    begin: addPasskey('removed'),
    end: async (db, { resident }) => {
      const [row] = await db.query<{ id: string }>(`select id from passkey where credential = 'removed'`, [])
      await deletePasskey(db, resident.id, row?.id ?? '')
    },
    holds: `select from passkey where credential = 'removed' and person_id = $1 and $2::uuid is not null`,
  },
  'a passkey that was stopped as copied': {
    begin: addPasskey('copied'),
    end: (db) => advanceCounter(db, 'copied', 4, loginAs('copy'), now()),
    holds: `select from passkey where credential = 'copied' and stopped_at is null and person_id = $1 and $2::uuid is not null`,
  },
  'a used recovery code': {
    begin: (db, { resident }) => {
      const from = `select token_hash from login where person_id = '${resident.id}' order by created_at desc limit 1`
      return db.query<{ token_hash: string }>(from, []).then(async ([login]) => {
        expect(
          await writeRecoveryCodes(db, login?.token_hash ?? '', ['one', 'two'], MONDAY_TEN, MONDAY_TEN - DAY),
        ).toBe(true)
      })
    },
    end: (db) => takeRecoveryCode(db, 'one', loginAs('recovered'), now()),
    holds: `select from recovery_code where code_hash = 'one' and used_at is null and person_id = $1 and $2::uuid is not null`,
  },
  'a withdrawn invitation': {
    begin: (_, { manager }) => invite(manager, staff),
    end: async (db, { manager }) => {
      const [row] = await db.query<{ id: string }>('select id from role_invitation where by_id = $1', [manager.id])
      expect((await manager('DELETE', `/api/roles/invitations/${row?.id}`)).status).toBeLessThan(300)
    },
    holds: 'select from role_invitation where used_at is null and $1::uuid <> $2::uuid',
  },
  'a guardian’s replaced code': {
    begin: (_, { resident }) => resident('POST', `/api/people/${MOTHER}/invitation`),
    end: (_, { resident }) => {
      race.world.clock.now += 60_000
      return resident('POST', `/api/people/${MOTHER}/invitation`)
    },
    holds: `select from guardian_invitation where by_id = $1 and expires_at < '${moment(until + 1)}'::timestamptz and $2::uuid is not null`,
  },
  'one of two guardians': {
    begin: addGuardian,
    end: (db, { elder }) => db.query('select end_guardianship($1, $2, $3)', [elder.id, CHILD, moment(now())]),
    holds: `select from guardianship where guardian_id = $2 and person_id = '${CHILD}' and $1::uuid is not null`,
  },
  'the last guardian': {
    begin: async () => undefined,
    end: (db, { resident }) => db.query('select end_guardianship($1, $2, $3)', [resident.id, CHILD, moment(now())]),
    holds: `select from person where id = '${CHILD}' and name <> '' and $1::uuid <> $2::uuid`,
  },
  'a standing': {
    begin: (db, { resident, manager }) =>
      db.query(`select give_standing($1, 'veteran', null, $2, $3)`, [resident.id, manager.id, moment(MONDAY_TEN)]),
    end: (db, { resident, manager }) =>
      db.query(`select end_standings(id, null, $1, $2) from standing where person_id = $3 and kind = 'veteran'`, [
        manager.id,
        moment(now()),
        resident.id,
      ]),
    holds: `select from person where id = $1 and 'veteran' = any (standing) and $2::uuid is not null`,
  },
  'a telephone number': {
    begin: (db, { resident }) =>
      db.query(`insert into phone values ($1, 'sealed', 'hash', $2)`, [resident.id, moment(MONDAY_TEN)]),
    end: (_, { resident }) => resident('DELETE', '/api/me/phone'),
    holds: 'select from phone where person_id = $1 and $2::uuid is not null',
  },
  'a replaced calendar address': {
    begin: (db, { resident }) => writeFeedToken(db, resident.id, 'old', MONDAY_TEN),
    end: (db, { resident }) => writeFeedToken(db, resident.id, 'new', now()),
    holds: `select from calendar where person_id = $1 and token_hash = 'old' and $2::uuid is not null`,
  },
  'a photograph': {
    begin: async (db, { manager }) => {
      await db.query('insert into photo_file values ($1, $2, true)', [PHOTO, moment(until)])
      await db.query(`insert into photo values ('hp001', $1, 1, '门口', $2, $3)`, [
        PHOTO,
        moment(MONDAY_TEN),
        manager.id,
      ])
    },
    end: async (db, { manager }) => {
      const [row] = await db.query<{ revision: number }>(`select revision from station where id = 'hp001'`, [])
      const arranging = { station: 'hp001', revision: row?.revision ?? 0, photos: [], by: manager.id, now: now() }
      expect(await arrangePhotos(db, arranging)).toBeDefined()
    },
    holds: 'select from photo where $1::uuid <> $2::uuid',
  },
}

drill('each right that was ended after a backup is revived by its restore, and ended again', async () => {
  const { world, db } = race
  // The logins come first: the persona of a case logs in once more.
  const people = {
    resident: await world.as('resident'),
    elder: await world.as('elder'),
    manager: await world.as('manager'),
  }
  const holding = async (of: Db) => {
    const found: string[] = []
    for (const [name, { holds }] of Object.entries(CASES))
      if ((await of.query(holds, [people.resident.id, people.elder.id])).length) found.push(name)
    return found
  }
  for (const { begin } of Object.values(CASES)) await begin(db, people)
  expect(await holding(db)).toEqual(Object.keys(CASES))
  const backup = await writeBackup(db, race.url, { folder, keepDays: 14 }, now())
  world.clock.now += 60_000
  for (const { end } of Object.values(CASES)) await end(db, people)
  expect(await holding(db)).toEqual([])
  await writeEndings(db, join(folder, ENDINGS), now())

  const restored = await restore(backup.file)
  expect(await holding(restored)).toEqual(Object.keys(CASES))
  const done = await checkRestored(restored, join(folder, ENDINGS), now)
  expect(await holding(restored)).toEqual([])
  expect(done).toEqual({ erased: 0, roles: 0, others: Object.keys(CASES).length, waiting: 0, violations: [] })
  expect(await checkRestored(restored, join(folder, ENDINGS), now)).toMatchObject({ others: 0, waiting: 0 })
  // The restored database knows them again, should it be backed up and restored in turn.
  const known = readEndings(join(folder, ENDINGS)).length
  expect(await writeEndings(restored, join(folder, ENDINGS), now())).toBeLessThanOrEqual(known + 2)
})

drill('a used invitation does not give back the role that ended', async () => {
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

drill(
  'a guardian whose fellow joined after the backup stays until the fellow is back, so the child keeps its name',
  async () => {
    const { world, db } = race
    const people = {
      resident: await world.as('resident'),
      elder: await world.as('elder'),
      manager: await world.as('manager'),
    }
    const backup = await writeBackup(db, race.url, { folder, keepDays: 14 }, now())
    await addGuardian(db, people)
    await db.query('select end_guardianship($1, $2, $3)', [people.resident.id, CHILD, moment(now())])
    await writeEndings(db, join(folder, ENDINGS), now())
    const restored = await restore(backup.file)
    expect(await checkRestored(restored, join(folder, ENDINGS), now)).toMatchObject({
      others: 0,
      waiting: 1,
      violations: [],
    })
    await addGuardian(restored, people)
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
