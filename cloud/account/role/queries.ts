import { type Role, type RoleName, scopeOf } from '@core/account/role'
import { type Instant, moment } from '@core/base/time'
import type { Db } from '../../db/port'
import { shownName } from '../name/queries'
import { PROXY_ROLES } from '../ward/proxy-roles'

/** Roles at one place (`scope`), or at all places of that kind. */
export type RolePlaces = { names: readonly RoleName[]; scope?: string | undefined }

const HELD_SHOWN = 200
const OPEN_SHOWN = 200
const PAST_SHOWN = 20

/** A role as stored: the district’s scope is empty. */
export type RoleRow = { role: RoleName; scope: string }
export const roleOf = ({ role, scope }: RoleRow): Role => (role === 'district' ? { role } : ({ role, scope } as Role))
const within = ({ names, scope }: RolePlaces): [readonly RoleName[], string | null] => [names, scope ?? null]

type HeldRow = RoleRow & { person: string; name: string; since: Instant | null; by: string | null }
export type RoleHolder = Omit<HeldRow, 'role' | 'scope'> & { role: Role }

/** Role holders at a place, as `viewer` sees their names. */
export async function listRoleHolders(db: Db, where: RolePlaces, viewer: string): Promise<RoleHolder[]> {
  const rows = await db.query<HeldRow>(
    `select r.person_id as person, r.role, r.scope, r.since, ${shownName('$3::uuid')} as name, ${shownName('$3::uuid', 'b')} as by from role r
     join person p on p.id = r.person_id left join person b on b.id = r.by_id
     where r.role = any ($1::text[]) and ($2::text is null or r.scope = $2)
     order by array_position($1::text[], r.role), r.scope, r.since nulls first, p.shown, p.id limit ${HELD_SHOWN}`,
    [...within(where), viewer],
  )
  return rows.map((row) => ({ ...row, role: roleOf(row) }))
}

type OpenRow = RoleRow & { id: string; by: string; until: Instant }
export type OpenInvitation = Omit<OpenRow, 'scope' | 'role'> & { role: Role }

/** Open invitations to roles at a place, newest first. */
export async function listOpenInvitations(
  db: Db,
  where: RolePlaces,
  viewer: string,
  now: Instant,
): Promise<OpenInvitation[]> {
  const rows = await db.query<OpenRow>(
    `select i.id, i.role, i.scope, i.expires_at as until, coalesce(${shownName('$4::uuid', 'b')}, '') as by from role_invitation i
     left join person b on b.id = i.by_id
     where i.role = any ($1::text[]) and ($2::text is null or i.scope = $2) and i.used_at is null and i.expires_at > $3
     order by i.at desc, i.seq desc limit ${OPEN_SHOWN}`,
    [...within(where), moment(now), viewer],
  )
  return rows.map((row) => ({ ...row, role: roleOf(row) }))
}

type PastRow = RoleRow & { name: string; since: Instant | null; endedAt: Instant; endedBy: string }
export type PastHolder = Omit<PastRow, 'scope' | 'role'> & { role: Role }

/** Former role holders, last ended first. */
export async function listPastHolders(db: Db, where: RolePlaces, viewer: string): Promise<PastHolder[]> {
  const rows = await db.query<PastRow>(
    `select o.role, o.scope, o.since, o.ended_at as "endedAt", ${shownName('$3::uuid')} as name, ${shownName('$3::uuid', 'e')} as "endedBy"
     from past_role o
     join person p on p.id = o.person_id join person e on e.id = o.ended_by
     where o.role = any ($1::text[]) and ($2::text is null or o.scope = $2)
     order by o.ended_at desc, o.seq desc limit ${PAST_SHOWN}`,
    [...within(where), viewer],
  )
  return rows.map((row) => ({ ...row, role: roleOf(row) }))
}

export type RoleToEnd = { person: string; role: Role; by: string; giver: Role; preview: boolean }
/** What passes to whom; `to` is null for what nobody can take over yet. */
type Passed = { to: string | null; wards: number; bookings: number }
export type EndRoleOutcome = { outcome: 'ended'; passed: Passed[] } | { outcome: 'gone' } | { outcome: 'last-district' }

/** Ends a role and hands over the wards that were looked after by it; with `preview` it only answers what would pass. */
export async function endRole(db: Db, ending: RoleToEnd, now: Instant): Promise<EndRoleOutcome> {
  const { person, role, by, giver, preview } = ending
  const [row] = await db.query<EndRoleOutcome>(
    'select outcome, passed from end_role($1, $2, $3, $4, $5, $6, $7, $8, $9)',
    [person, role.role, scopeOf(role), by, giver.role, scopeOf(giver), moment(now), PROXY_ROLES, preview],
  )
  return row ?? { outcome: 'gone' }
}
