import type { Relation } from '@core/person'
import { type Instant, moment } from '@core/time'
import type { Db } from '../db/port'

/** A new code takes the place of the one before; false when the guardian does not care for that person. */
export async function writeInvitation(
  db: Db,
  guardian: string,
  person: string,
  hash: string,
  until: Instant,
): Promise<boolean> {
  const rows = await db.query(
    `insert into guardian_invitation (by_id, person_id, code_hash, expires_at)
     select guardian_id, person_id, $3, $4 from guardianship
     where guardian_id = $1 and person_id = $2 and relation <> 'self' for key share
     on conflict (by_id, person_id) do update set code_hash = excluded.code_hash, expires_at = excluded.expires_at
     returning 1`,
    [guardian, person, hash, moment(until)],
  )
  return rows.length > 0
}

/** Whom an invitation is about, and what they are to the one who asks. */
export type Invited = { person: string; name: string; born: string | null; relation: Relation }

export async function findInvited(db: Db, hash: string, now: Instant): Promise<Invited | undefined> {
  const [row] = await db.query<Invited>(
    `select p.id as person, p.shown as name, p.born, g.relation from guardian_invitation i
     join guardianship g on g.guardian_id = i.by_id and g.person_id = i.person_id
     join person p on p.id = i.person_id
     where i.code_hash = $1 and i.expires_at > $2`,
    [hash, moment(now)],
  )
  return row
}

export type Joined = 'joined' | 'bad-invitation' | 'in-household-already' | 'household-full' | 'wards-full'
export type Joining = { guardian: string; hash: string; relation: Relation; consent: boolean; most: number }

/** Uses the code up and makes the bond, both or neither. */
export async function join(
  db: Db,
  { guardian, hash, relation, consent, most }: Joining,
  now: Instant,
): Promise<Joined> {
  const [row] = await db.query<{ outcome: Joined }>(
    'select accept_guardian_invitation($1, $2, $3, $4, $5, $6) as outcome',
    [hash, guardian, relation, consent, moment(now), most],
  )
  return row?.outcome ?? 'bad-invitation'
}

/** When its picture was last asked for; the row is claimed where that is before `since`. Undefined: it is not theirs, or over. */
export async function claimPicture(
  db: Db,
  { by, hash, now, since }: { by: string; hash: string; now: Instant; since: Instant },
): Promise<{ claimed: boolean } | undefined> {
  const [row] = await db.query<{ claimed: boolean }>(
    `with mine as (
       select by_id, person_id from guardian_invitation where code_hash = $1 and by_id = $2 and expires_at > $3
     ), claim as (
       update guardian_invitation i set asked_at = $3 from mine
       where i.by_id = mine.by_id and i.person_id = mine.person_id and (i.asked_at is null or i.asked_at <= $4)
       returning 1
     )
     select exists (select from claim) as claimed from mine`,
    [hash, by, moment(now), moment(since)],
  )
  return row
}

export async function forgetInvitations(db: Db, before: Instant): Promise<void> {
  await db.query('delete from guardian_invitation where expires_at <= $1', [moment(before)])
}
