import type { Relation } from '@core/account/person'
import { type Instant, moment } from '@core/base/time'
import type { Db } from '../../db/port'

/** Replaces the previous code; false if that person is not a dependant of the guardian. */
export async function writeGuardianInvitation(
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

/** The person an invitation is for, and their relation to the inviter. */
export type GuardianInvitation = { person: string; name: string; born: string | null; relation: Relation }

export async function findGuardianInvitation(
  db: Db,
  hash: string,
  now: Instant,
): Promise<GuardianInvitation | undefined> {
  const [row] = await db.query<GuardianInvitation>(
    `select p.id as person, p.shown as name, p.born, g.relation from guardian_invitation i
     join guardianship g on g.guardian_id = i.by_id and g.person_id = i.person_id
     join person p on p.id = i.person_id
     where i.code_hash = $1 and i.expires_at > $2`,
    [hash, moment(now)],
  )
  return row
}

export type JoinOutcome = 'joined' | 'bad-invitation' | 'in-household-already' | 'household-full' | 'wards-full'
export type JoinRequest = { guardian: string; hash: string; relation: Relation; consent: boolean; most: number }

/** Uses the code and creates the bond, both or neither. */
export async function join(
  db: Db,
  { guardian, hash, relation, consent, most }: JoinRequest,
  now: Instant,
): Promise<JoinOutcome> {
  const [row] = await db.query<{ outcome: JoinOutcome }>(
    'select accept_guardian_invitation($1, $2, $3, $4, $5, $6) as outcome',
    [hash, guardian, relation, consent, moment(now), most],
  )
  return row?.outcome ?? 'bad-invitation'
}
