import { type Role, scopeOf } from '@core/role'
import { type Instant, moment } from '@core/time'
import type { Db } from '../db/port'
import { type Rowed, roleOf, type Where, within } from './queries'

const OPEN_SHOWN = 200

type OpenRow = Rowed & { id: string; by: string; until: Instant }
export type Open = Omit<OpenRow, 'scope' | 'role'> & { role: Role }

export async function listOpen(db: Db, where: Where, now: Instant): Promise<Open[]> {
  const rows = await db.query<OpenRow>(
    `select i.id, i.role, i.scope, i.expires_at as until, coalesce(b.shown, '') as by from role_invitation i
     left join person b on b.id = i.by_id
     where i.role = any ($1::text[]) and ($2::text is null or i.scope = $2) and i.used_at is null and i.expires_at > $3
     order by i.at desc, i.id limit ${OPEN_SHOWN}`,
    [...within(where), moment(now)],
  )
  return rows.map((row) => ({ ...row, role: roleOf(row) }))
}

type Making = { by: string; giver: Role; role: Role; hash: string; until: Instant; most: number }
export type Made = { outcome: 'invited'; id: string } | { outcome: 'gone' | 'full'; id: null }

export async function writeInvitation(
  db: Db,
  { by, giver, role, hash, until, most }: Making,
  now: Instant,
): Promise<Made> {
  const [row] = await db.query<Made>(
    'select outcome, id from create_role_invitation($1, $2, $3, $4, $5, $6, $7, $8, $9)',
    [by, giver.role, scopeOf(giver), role.role, scopeOf(role), hash, moment(now), moment(until), most],
  )
  return row as Made
}

/** The first of the district: nobody invites them, and there is one such invitation. False where the district has somebody. */
export async function writeFirst(db: Db, hash: string, now: Instant, until: Instant): Promise<boolean> {
  const rows = await db.query(
    `with before as (delete from role_invitation where by_id is null and used_at is null)
     insert into role_invitation (code_hash, role, scope, at, expires_at)
     select $1, 'district', '', $2, $3 where not exists (select from role where role = 'district') returning 1`,
    [hash, moment(now), moment(until)],
  )
  return rows.length > 0
}

type Claim = { hash: string; by: string; now: Instant; since: Instant }

/**
 * May WeChat be asked for the picture of this one’s code? Not where it was since `since`. Undefined: it is not theirs, or
 * not open.
 */
export async function claimPicture(db: Db, { hash, by, now, since }: Claim): Promise<{ claimed: boolean } | undefined> {
  const [row] = await db.query<{ claimed: boolean }>(
    `with mine as (
       select id from role_invitation where code_hash = $1 and by_id = $2 and used_at is null and expires_at > $3
     ), claim as (
       update role_invitation i set asked_at = $3 from mine
       where i.id = mine.id and (i.asked_at is null or i.asked_at <= $4) returning 1
     )
     select exists (select from claim) as claimed from mine`,
    [hash, by, moment(now), moment(since)],
  )
  return row
}

type FoundRow = Rowed & { by: string; used: boolean; mine: boolean }
export type Found = { role: Role; by: string; used: boolean; mine: boolean }

/** What a code is about; `mine`: they have that role. */
export async function findInvitation(db: Db, hash: string, person: string): Promise<Found | undefined> {
  const [row] = await db.query<FoundRow>(
    `select i.role, i.scope, i.used_at is not null as used, coalesce(b.shown, '') as by,
       exists (select from role r where r.person_id = $2 and r.role = i.role and r.scope = i.scope) as mine
     from role_invitation i left join person b on b.id = i.by_id where i.code_hash = $1`,
    [hash, person],
  )
  return row && { role: roleOf(row), by: row.by, used: row.used, mine: row.mine }
}

export type Taken = 'taken' | 'invitation-withdrawn' | 'has-role-already' | 'invitation-used' | 'invitation-expired'

export async function takeRole(db: Db, hash: string, person: string, now: Instant): Promise<Taken> {
  const [row] = await db.query<{ outcome: Taken }>('select accept_role_invitation($1, $2, $3) as outcome', [
    hash,
    person,
    moment(now),
  ])
  return row?.outcome ?? 'invitation-withdrawn'
}

/** What an invitation that nobody has taken would give. */
export async function findOffered(db: Db, id: string): Promise<Role | undefined> {
  const [row] = await db.query<Rowed>('select role, scope from role_invitation where id = $1 and used_at is null', [id])
  return row && roleOf(row)
}

export async function deleteInvitation(db: Db, id: string): Promise<boolean> {
  const rows = await db.query('delete from role_invitation where id = $1 and used_at is null returning 1', [id])
  return rows.length > 0
}

/** One that is over says so for as long as it would have lasted. */
export async function forgetRoleInvitations(db: Db, before: Instant): Promise<void> {
  await db.query('delete from role_invitation where expires_at <= $1', [moment(before)])
}
