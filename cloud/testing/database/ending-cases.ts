import { DAY, moment } from '@core/base/time'
import { advanceCounter, deletePasskey } from '../../account/passkey/queries'
import { takeRecoveryCode, writeRecoveryCodes } from '../../account/recovery-code/queries'
import { writeFeedToken } from '../../notify/calendar/queries'
import { arrangePhotos } from '../../place/photo/queries'
import { sha256 } from '../../util/hash'
import { invite, type Someone, staff } from '../world/roles'
import { CHILD, MONDAY_TEN, MOTHER, type World } from '../world/world'

const until = MONDAY_TEN + 3 * DAY
const loginAs = (token: string) => ({ tokenHash: sha256(token), until, app: null })

export type People = { resident: Someone; elder: Someone; manager: Someone }
/** Something that can be ended: how it begins, how it ends, and the statement that finds it while it holds. */
type Case = {
  begin: (world: World, people: People) => Promise<unknown>
  end: (world: World, people: People) => Promise<unknown>
  /** `$1` the resident, `$2` the elder. */
  holds: string
}
const PHOTO = `${'a'.repeat(64)}.jpg`
const addPasskey =
  (credential: string) =>
  ({ db }: World, { resident }: People) =>
    db.query(
      `insert into passkey (credential, person_id, public_key, counter, name, created_at)
     values ($1, $2, '\\x00', 5, '窗口', $3)`,
      [credential, resident.id, moment(MONDAY_TEN)],
    )
export const addGuardian = ({ db }: Pick<World, 'db'>, { elder }: People) =>
  db.query(
    `with bond as (insert into guardianship (guardian_id, person_id, relation, since) values ($1, $2, 'parent', $3))
     update person set household = household + 1 where id = $1`,
    [elder.id, CHILD, moment(MONDAY_TEN)],
  )

export const ENDING_CASES: Record<string, Case> = {
  'another login': {
    begin: (world) => world.as('resident'),
    end: (_, { resident }) => resident('DELETE', '/api/logins'),
    holds: `select from login where person_id = $1 and token_hash <> '${sha256('recovered')}' and $2::uuid is not null
      having count(*) > 1`,
  },
  'a removed passkey': {
    begin: addPasskey('removed'),
    end: async ({ db }, { resident }) => {
      const [row] = await db.query<{ id: string }>(`select id from passkey where credential = 'removed'`, [])
      await deletePasskey(db, resident.id, row?.id ?? '')
    },
    holds: `select from passkey where credential = 'removed' and person_id = $1 and $2::uuid is not null`,
  },
  'a passkey that was stopped as copied': {
    begin: addPasskey('copied'),
    end: ({ db, clock }) => advanceCounter(db, 'copied', 4, loginAs('copy'), clock.now),
    holds: `select from passkey where credential = 'copied' and stopped_at is null and person_id = $1 and $2::uuid is not null`,
  },
  'a used recovery code': {
    begin: ({ db }, { resident }) => {
      const from = `select token_hash from login where person_id = '${resident.id}' order by created_at desc limit 1`
      return db.query<{ token_hash: string }>(from, []).then(async ([login]) => {
        expect(
          await writeRecoveryCodes(db, login?.token_hash ?? '', ['one', 'two'], MONDAY_TEN, MONDAY_TEN - DAY),
        ).toBe(true)
      })
    },
    end: ({ db, clock }) => takeRecoveryCode(db, 'one', loginAs('recovered'), clock.now),
    holds: `select from recovery_code where code_hash = 'one' and used_at is null and person_id = $1 and $2::uuid is not null`,
  },
  'a withdrawn invitation': {
    begin: (_, { manager }) => invite(manager, staff),
    end: async ({ db }, { manager }) => {
      const [row] = await db.query<{ id: string }>('select id from role_invitation where by_id = $1', [manager.id])
      expect((await manager('DELETE', `/api/roles/invitations/${row?.id}`)).status).toBeLessThan(300)
    },
    holds: 'select from role_invitation where used_at is null and $1::uuid <> $2::uuid',
  },
  'a guardian’s replaced code': {
    begin: (_, { resident }) => resident('POST', `/api/people/${MOTHER}/invitation`),
    end: (world, { resident }) => {
      world.clock.now += 60_000
      return resident('POST', `/api/people/${MOTHER}/invitation`)
    },
    holds: `select from guardian_invitation where by_id = $1 and expires_at < '${moment(until + 1)}'::timestamptz and $2::uuid is not null`,
  },
  'one of two guardians': {
    begin: addGuardian,
    end: ({ db, clock }, { elder }) =>
      db.query('select end_guardianship($1, $2, $3)', [elder.id, CHILD, moment(clock.now)]),
    holds: `select from guardianship where guardian_id = $2 and person_id = '${CHILD}' and $1::uuid is not null`,
  },
  'the last guardian': {
    begin: async () => undefined,
    end: ({ db, clock }, { resident }) =>
      db.query('select end_guardianship($1, $2, $3)', [resident.id, CHILD, moment(clock.now)]),
    holds: `select from person where id = '${CHILD}' and name <> '' and $1::uuid <> $2::uuid`,
  },
  'a standing': {
    begin: ({ db }, { resident, manager }) =>
      db.query(`select give_standing($1, 'veteran', null, $2, $3)`, [resident.id, manager.id, moment(MONDAY_TEN)]),
    end: ({ db, clock }, { resident, manager }) =>
      db.query(`select end_standings(id, null, $1, $2) from standing where person_id = $3 and kind = 'veteran'`, [
        manager.id,
        moment(clock.now),
        resident.id,
      ]),
    holds: `select from person where id = $1 and 'veteran' = any (standing) and $2::uuid is not null`,
  },
  'a telephone number': {
    begin: ({ db }, { resident }) =>
      db.query(`insert into phone values ($1, 'sealed', 'hash', $2)`, [resident.id, moment(MONDAY_TEN)]),
    end: (_, { resident }) => resident('DELETE', '/api/me/phone'),
    holds: 'select from phone where person_id = $1 and $2::uuid is not null',
  },
  'a replaced calendar address': {
    begin: ({ db }, { resident }) => writeFeedToken(db, resident.id, 'old', MONDAY_TEN),
    end: ({ db, clock }, { resident }) => writeFeedToken(db, resident.id, 'new', clock.now),
    holds: `select from calendar where person_id = $1 and token_hash = 'old' and $2::uuid is not null`,
  },
  'a photograph': {
    begin: async ({ db }, { manager }) => {
      await db.query('insert into photo_file values ($1, $2, true)', [PHOTO, moment(until)])
      await db.query(`insert into photo values ('hp001', $1, 1, '门口', $2, $3)`, [
        PHOTO,
        moment(MONDAY_TEN),
        manager.id,
      ])
    },
    end: async ({ db, clock }, { manager }) => {
      const [row] = await db.query<{ revision: number }>(`select revision from station where id = 'hp001'`, [])
      const arranging = { station: 'hp001', revision: row?.revision ?? 0, photos: [], by: manager.id, now: clock.now }
      expect(await arrangePhotos(db, arranging)).toBeDefined()
    },
    holds: 'select from photo where $1::uuid <> $2::uuid',
  },
}
