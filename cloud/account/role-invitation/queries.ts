import { type Role, scopeOf } from '@core/account/role'
import type { GivenStanding } from '@core/account/standing-list'
import { type Day, type Instant, moment } from '@core/base/time'
import type { Db } from '../../db/port'
import type { VerifiedPasskey } from '../passkey/verify'
import { type RoleRow, roleOf } from '../role/queries'

/** What an invitation gives: a role, or a standing until a day. */
export type OfferedThing =
  | { role: Role; standing?: undefined }
  | { role?: undefined; standing: GivenStanding; holdsTo: Day | undefined }
type Making = { by: string; giver: Role; what: OfferedThing; hash: string; until: Instant; most: number }
export type InviteOutcome = { outcome: 'invited'; id: string } | { outcome: 'gone' | 'full'; id: null }

export async function writeRoleInvitation(
  db: Db,
  { by, giver, what, hash, until, most }: Making,
  now: Instant,
): Promise<InviteOutcome> {
  const [row] = await db.query<InviteOutcome>(
    'select outcome, id from create_role_invitation($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)',
    [
      ...[by, giver.role, scopeOf(giver)],
      ...(what.role
        ? [what.role.role, scopeOf(what.role), null, null]
        : [null, null, what.standing, what.holdsTo ?? null]),
      ...[hash, moment(now), moment(until), most],
    ],
  )
  return row as InviteOutcome
}

/** Writes the only invitation to the first district role, which has no inviter. False if somebody has that role. */
export async function writeFirstInvitation(db: Db, hash: string, now: Instant, until: Instant): Promise<boolean> {
  const rows = await db.query(
    `with before as (delete from role_invitation where by_id is null and used_at is null)
     insert into role_invitation (code_hash, role, scope, at, expires_at)
     select $1, 'district', '', $2, $3 where not exists (select from role where role = 'district') returning 1`,
    [hash, moment(now), moment(until)],
  )
  return rows.length > 0
}

/** As stored: to a role, or to a standing. */
type OfferedRow = Partial<Record<keyof RoleRow, string | null>> & {
  standing: GivenStanding | null
  holds_to: Day | null
}
const OFFERED = 'i.role, i.scope, i.standing, i.standing_until as holds_to'
const offeredOf = ({ role, scope, standing, holds_to }: OfferedRow): OfferedThing =>
  standing ? { standing, holdsTo: holds_to ?? undefined } : { role: roleOf({ role, scope } as RoleRow) }

type FoundRow = OfferedRow & { by: string; used: boolean; mine: boolean }
export type FoundInvitation = { what: OfferedThing; by: string; used: boolean; mine: boolean }

/** The invitation with this code hash; `mine`: the person has that role or standing already. Nobody has, without a login. */
export async function findRoleInvitation(
  db: Db,
  hash: string,
  person: string | null,
): Promise<FoundInvitation | undefined> {
  const [row] = await db.query<FoundRow>(
    `select ${OFFERED}, i.used_at is not null as used, coalesce(b.shown, '') as by,
       exists (select from role r where r.person_id = $2 and r.role = i.role and r.scope = i.scope)
       or exists (select from standing s where s.person_id = $2 and s.kind = i.standing and s.ended_at is null) as mine
     from role_invitation i left join person b on b.id = i.by_id where i.code_hash = $1`,
    [hash, person],
  )
  return row && { what: offeredOf(row), by: row.by, used: row.used, mine: row.mine }
}

export type TakeOutcome =
  | 'taken'
  | 'invitation-withdrawn'
  | 'has-role-already'
  | 'standing-held'
  | 'invitation-used'
  | 'invitation-expired'

export async function takeRole(db: Db, hash: string, person: string, now: Instant): Promise<TakeOutcome> {
  const [row] = await db.query<{ outcome: TakeOutcome }>('select accept_role_invitation($1, $2, $3) as outcome', [
    hash,
    person,
    moment(now),
  ])
  return row?.outcome ?? 'invitation-withdrawn'
}

type Joining = {
  hash: string
  person: { id: string; name: string; held: boolean }
  login: { tokenHash: string; until: Instant }
  /** Of the recovery codes. */
  hashes: readonly string[]
  passkey: (VerifiedPasskey & { name: string }) | undefined
  now: Instant
}

export async function joinByInvitation(db: Db, joining: Joining): Promise<TakeOutcome | 'passkey-known'> {
  const { hash, person, login, hashes, passkey, now } = joining
  const [row] = await db.query<{ outcome: TakeOutcome | 'passkey-known' }>(
    'select join_by_invitation($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) as outcome',
    [
      ...[hash, person.id, person.name, person.held, moment(now), login.tokenHash, moment(login.until), hashes],
      ...[passkey?.credential ?? null, passkey?.publicKey ?? null, passkey?.counter ?? null],
      ...[passkey?.transports ?? null, passkey?.name ?? null],
    ],
  )
  return row?.outcome ?? 'invitation-withdrawn'
}

/** What an unused invitation offers; for a role at a station with the station's street. */
export async function findOffered(
  db: Db,
  id: string,
): Promise<{ what: OfferedThing; street: string | null } | undefined> {
  const [row] = await db.query<OfferedRow & { street: string | null }>(
    `select ${OFFERED}, s.street from role_invitation i left join station s on s.id = i.scope
     where i.id = $1 and i.used_at is null`,
    [id],
  )
  return row && { what: offeredOf(row), street: row.street }
}

export async function deleteRoleInvitation(db: Db, id: string): Promise<boolean> {
  const rows = await db.query('delete from role_invitation where id = $1 and used_at is null returning 1', [id])
  return rows.length > 0
}

/** Whether this person created an open invitation with this code hash. */
export async function hasInvitation(db: Db, hash: string, by: string, now: Instant): Promise<boolean> {
  const rows = await db.query(
    'select 1 from role_invitation where code_hash = $1 and by_id = $2 and used_at is null and expires_at > $3',
    [hash, by, moment(now)],
  )
  return rows.length > 0
}
