import type { Relation } from '@core/account/person'
import { type Instant, moment } from '@core/base/time'
import type { Db } from '../../db/port'
import { PROXY_ROLES } from '../ward/proxy-roles'

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
     select guardian_id, person_id, $3, $4 from guardianship g
     where guardian_id = $1 and person_id = $2 and relation <> 'self' and guards(g, $5) for key share
     on conflict (by_id, person_id) do update set code_hash = excluded.code_hash, expires_at = excluded.expires_at
     returning 1`,
    [guardian, person, hash, moment(until), PROXY_ROLES],
  )
  return rows.length > 0
}

/** The person an invitation is for, and their relation to the inviter; of a ward also the station. */
export type GuardianInvitation = {
  person: string
  name: string
  born: string | null
  relation: Relation
  station: string | null
}

export async function findGuardianInvitation(
  db: Db,
  hash: string,
  now: Instant,
): Promise<GuardianInvitation | undefined> {
  const [row] = await db.query<GuardianInvitation>(
    `select p.id as person, p.shown as name, p.born, g.relation, g.station_id as station from guardian_invitation i
     join guardianship g on g.guardian_id = i.by_id and g.person_id = i.person_id and guards(g, $3)
     join person p on p.id = i.person_id
     where i.code_hash = $1 and i.expires_at > $2`,
    [hash, moment(now), PROXY_ROLES],
  )
  return row
}

export type JoinOutcome = 'joined' | 'bad-invitation' | 'in-household-already' | 'household-full' | 'wards-full'
export type JoinRequest = {
  guardian: string
  hash: string
  relation: Relation
  consent: boolean
  most: number
  station: string | undefined
}

/** Uses the code and creates the bond, both or neither. */
export async function join(
  db: Db,
  { guardian, hash, relation, consent, most, station }: JoinRequest,
  now: Instant,
): Promise<JoinOutcome> {
  const [row] = await db.query<{ outcome: JoinOutcome }>(
    'select accept_guardian_invitation($1, $2, $3, $4, $5, $6, $7, $8) as outcome',
    [hash, guardian, relation, consent, moment(now), most, station ?? null, PROXY_ROLES],
  )
  return row?.outcome ?? 'bad-invitation'
}
