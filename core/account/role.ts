import * as v from 'valibot'
import { StationId, StreetCode } from '../place/station'

/** Departments of the district, responsible for its counters (社保、規劃、稅務、建設、交通) and scenes (智慧城管、應急防汛). */
export const DEPARTMENTS = [
  'social-security',
  'planning',
  'tax',
  'construction',
  'transport',
  'city',
  'emergency',
] as const
export const Department = v.picklist(DEPARTMENTS)
export type Department = v.InferOutput<typeof Department>

/**
 * Role of a person and its scope: party member, staff or manager of a station; street manager; member of a department of
 * the district; the district itself. Anyone without a role is a resident.
 */
export const Role = v.variant('role', [
  v.object({ role: v.literal('member'), scope: StationId }),
  v.object({ role: v.literal('staff'), scope: StationId }),
  v.object({ role: v.literal('station'), scope: StationId }),
  v.object({ role: v.literal('street'), scope: StreetCode }),
  v.object({ role: v.literal('department'), scope: Department }),
  v.object({ role: v.literal('district') }),
])
export type Role = v.InferOutput<typeof Role>
export type RoleName = Role['role']
export const ROLE_NAMES: readonly RoleName[] = ['district', 'department', 'street', 'station', 'staff', 'member']

/** Scope of a role: a station id, street code or department; empty for the district. */
export const scopeOf = (role: Role): string => (role.role === 'district' ? '' : role.scope)
export const isRole = (one: Role, other: Role): boolean => one.role === other.role && scopeOf(one) === scopeOf(other)

type AtStation = Extract<Role, { role: 'member' | 'staff' | 'station' }>
export const isAtStation = (role: Role): role is AtStation => ['member', 'staff', 'station'].includes(role.role)

/** Place of an act: a station, a whole street, or, with neither, the district. */
export type Place = { id?: string; street?: string }

/** Whether a place lies within the scope of a role. */
export function reaches(role: Role, place: Place): boolean {
  if (role.role === 'district' || role.role === 'department') return true
  return role.scope === (role.role === 'street' ? place.street : place.id)
}

const MANAGERS: readonly RoleName[] = ['station', 'street', 'district']
const DOOR_STAFF: readonly RoleName[] = ['staff', ...MANAGERS]

/** Permission table: every act at a station, and the roles that may do it. */
const ROLES_BY_ACT = {
  /** See in the staff area which sessions are on and how many have booked. No names: these figures are public. */
  look: [...DOOR_STAFF, 'department'],
  /** Run the check-in desk: roster, waitlist, scans, check-in codes and printed cards. */
  attend: DOOR_STAFF,
  /** Book by proxy for people without a phone. */
  proxy: DOOR_STAFF,
  /** Read and export the day report. */
  sheet: MANAGERS,
  /** Plan offerings and their schedule. */
  plan: MANAGERS,
  /** Change a session's capacity, call it off, close a day. */
  change: MANAGERS,
  /** Change the station's own page: photographs, hours, rules, telephone. */
  edit: MANAGERS,
  /** Decide about the name and the position of a station. */
  approve: ['street', 'district'],
  /** Answer appeals against strikes. */
  appeal: MANAGERS,
  /** See who works there, and give or end the roles that they may grant. */
  people: MANAGERS,
  /** District only: say who is a veteran, a worker or of an enterprise. */
  vouch: ['district'],
  /** District only: messages that WeChat rejected, and names that it could not moderate. */
  oversee: ['district'],
  /** District only: import the network of stations, and edit its holidays. */
  import: ['district'],
} as const satisfies Record<string, readonly RoleName[]>
export type Act = keyof typeof ROLES_BY_ACT
export const ACTS = Object.keys(ROLES_BY_ACT) as Act[]

/** Roles that permit an act, within their scope. */
export const rolesThat = (act: Act): readonly RoleName[] => ROLES_BY_ACT[act]

const does = ({ role }: Role, act: Act): boolean => rolesThat(act).includes(role)

/** Whether someone with these roles may do this act at this place. */
export const may = (roles: readonly Role[], act: Act, place: Place): boolean =>
  roles.some((role) => does(role, act) && reaches(role, place))

/** Whether they may do it at one place at least, for requests that name no place. */
export const mayAnywhere = (roles: readonly Role[], act: Act): boolean => roles.some((role) => does(role, act))

/** All places where they may do it, for queries across stations. */
export function whereMay(roles: readonly Role[], act: Act): { all: boolean; stations: string[]; streets: string[] } {
  const where = { all: false, stations: [] as string[], streets: [] as string[] }
  for (const role of roles.filter((one) => does(one, act))) {
    if (role.role === 'district' || role.role === 'department') where.all = true
    else (role.role === 'street' ? where.streets : where.stations).push(role.scope)
  }
  return where
}
