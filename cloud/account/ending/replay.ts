import { type Instant, instant, moment } from '@core/base/time'
import type { Deps } from '../../base/deps'
import { forgetErased } from '../../db/forget'
import type { Db } from '../../db/port'
import { arrangePhotos, listPhotos } from '../../place/photo/queries'
import { erasePerson } from '../privacy/queries'
import { endRole, roleOf } from '../role/queries'
import type { Ending } from './ending'

/** `waiting`: cannot be ended yet, because somebody is in a session or others depend on them. Undefined: nothing to end. */
type Replay = 'ended' | 'waiting' | undefined
type What = Ending['what']
type Of<W extends What> = Extract<Ending, { what: W }>

const endedIf = (rows: readonly object[]): Replay => (rows.length ? 'ended' : undefined)

async function endGuardianship(
  db: Db,
  { guardian, person, since, last }: Of<'guardianship'>,
  now: Instant,
): Promise<Replay> {
  const [held] = await db.query<{ others: boolean }>(
    `select exists (select from guardianship o where o.person_id = $2 and o.guardian_id <> $1) as others from guardianship
     where guardian_id = $1 and person_id = $2 and since = $3`,
    [guardian, person, since],
  )
  if (!held) return undefined
  // Whoever else looked after them has joined after the backup: alone, this ending would erase the person's name.
  if (!last && !held.others) return 'waiting'
  const [row] = await db.query<{ outcome: string }>('select end_guardianship($1, $2, $3) as outcome', [
    guardian,
    person,
    moment(now),
  ])
  if (row?.outcome === 'gone') return undefined
  return row?.outcome === 'still-booked' ? 'waiting' : 'ended'
}

async function removePhoto(db: Db, { station, name, since }: Of<'photo'>, now: Instant): Promise<Replay> {
  const [held] = await db.query<{ revision: number; by: string }>(
    `select s.revision, p.by_id as by from photo p join station s on s.id = p.station_id
     where p.station_id = $1 and p.name = $2 and p.at = $3`,
    [station, name, since],
  )
  if (!held) return undefined
  const photos = (await listPhotos(db, station)).filter((photo) => photo.name !== name)
  const done = await arrangePhotos(db, { station, revision: held.revision, photos, by: held.by, now })
  return done ? 'ended' : 'waiting'
}

async function endRoleAgain(db: Db, { person, role, scope, at }: Of<'role'>, now: Instant): Promise<Replay> {
  const [held] = await db.query<{ since: Instant | null }>(
    'select since from role where (person_id, role, scope) = ($1, $2, $3)',
    [person, role, scope],
  )
  if (!held || (held.since ?? 0) > instant(at)) return undefined
  const own = roleOf({ role, scope })
  // Laid down by its holder: who ended it may have no role in the restored database.
  const { outcome } = await endRole(db, { person, role: own, by: person, giver: own, preview: false }, now)
  return outcome === 'ended' ? 'ended' : 'waiting'
}

/** How each kind is ended in a restored database, in this order: somebody with a role may have wards, and is not erased. */
const END_AGAIN: { [W in What]: (db: Db, ending: Of<W>, now: Instant) => Promise<Replay> } = {
  role: endRoleAgain,
  login: async (db, { id }) => endedIf(await db.query('delete from login where id = $1 returning 1', [id])),
  passkey: async (db, { id }) =>
    endedIf(await db.query('delete from passkey where id = $1 and stopped_at is null returning 1', [id])),
  'recovery-code': async (db, { person, nth, since }, now) =>
    endedIf(
      await db.query(
        `update recovery_code set used_at = $4 where person_id = $1 and nth = $2 and created_at = $3 and used_at is null
         returning 1`,
        [person, nth, since, moment(now)],
      ),
    ),
  'role-invitation': async (db, { id }) =>
    endedIf(await db.query('delete from role_invitation where id = $1 and used_at is null returning 1', [id])),
  'guardian-invitation': async (db, { by, person, expires }) =>
    endedIf(
      await db.query(
        'delete from guardian_invitation where by_id = $1 and person_id = $2 and expires_at = $3 returning 1',
        [by, person, expires],
      ),
    ),
  standing: async (db, { id }, now) => {
    const [row] = await db.query<{ ended: number }>('select end_standings($1, null, null, $2) as ended', [
      id,
      moment(now),
    ])
    return row?.ended ? 'ended' : undefined
  },
  phone: async (db, { person, since }) =>
    endedIf(await db.query('delete from phone where person_id = $1 and since = $2 returning 1', [person, since])),
  calendar: async (db, { person, since }) =>
    endedIf(await db.query('delete from calendar where person_id = $1 and since = $2 returning 1', [person, since])),
  photo: removePhoto,
  guardianship: endGuardianship,
  erased: async (db, { person }, now) => {
    const { outcome } = await erasePerson(db, person, now)
    if (outcome === 'gone') return undefined
    return outcome === 'erased' ? 'ended' : 'waiting'
  },
}
const ORDER = Object.keys(END_AGAIN) as What[]

/** Counts of a replay. `waiting` could not be ended yet. */
export type Replayed = { erased: number; roles: number; others: number; waiting: number }
const countOf = (what: What): keyof Replayed => (what === 'erased' ? 'erased' : what === 'role' ? 'roles' : 'others')

/** Ends again what a restored database still has. Repeatable, so what has to wait is ended by another run. */
export async function replayEndings(
  { db, now, log }: Pick<Deps, 'db' | 'now' | 'log'>,
  endings: readonly Ending[],
): Promise<Replayed> {
  const counts: Replayed = { erased: 0, roles: 0, others: 0, waiting: 0 }
  for (const ending of [...endings].sort((a, b) => ORDER.indexOf(a.what) - ORDER.indexOf(b.what))) {
    const endAgain = END_AGAIN[ending.what] as (db: Db, ending: Ending, now: Instant) => Promise<Replay>
    const how = await endAgain(db, ending, now())
    if (how) counts[how === 'ended' ? countOf(ending.what) : 'waiting']++
  }
  // Whoever lost their last guardian has lost their name as well.
  if (counts.erased || counts.others) await forgetErased({ db, log })
  return counts
}
