import * as v from 'valibot'
import { StationId, StreetCode } from '../place/station'

/** Who keeps the windows (社保、規劃、稅務、建設、交通) and the scenes (智慧城管、應急防汛) that the district answers for. */
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
 * What somebody is, and where: at a station a party member, of its staff, or its manager; for a street; in a department of
 * the district; for the district. Whoever is nothing of these is a resident.
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

/** What a role is of; the district’s is of nothing less, and it is empty. */
export const scopeOf = (role: Role): string => (role.role === 'district' ? '' : role.scope)
export const isRole = (one: Role, other: Role): boolean => one.role === other.role && scopeOf(one) === scopeOf(other)

type AtStation = Extract<Role, { role: 'member' | 'staff' | 'station' }>
export const isAtStation = (role: Role): role is AtStation => ['member', 'staff', 'station'].includes(role.role)

/** A station, a street as a whole, or, with neither, the district. */
export type Place = { id?: string; street?: string }

/** Is the place what the role is of, or within it? */
export function reaches(role: Role, place: Place): boolean {
  if (role.role === 'district' || role.role === 'department') return true
  return role.scope === (role.role === 'street' ? place.street : place.id)
}

const MANAGERS: readonly RoleName[] = ['station', 'street', 'district']
const DOOR_STAFF: readonly RoleName[] = ['staff', ...MANAGERS]

/** All that is done for a station, and by whom. */
const ROLES_BY_ACT = {
  /** See at the desk what is on, and how many have booked. No names: it is what anybody may know. */
  look: [...DOOR_STAFF, 'department'],
  /** Its door: who is booked, who waits, who has come; codes for the wall, and cards of paper. */
  attend: DOOR_STAFF,
  /** Look after people who have no phone, and book for them. */
  proxy: DOOR_STAFF,
  /** The day's sheet, with whole names, and as a file. */
  sheet: MANAGERS,
  /** What it offers, and when. */
  plan: MANAGERS,
  /** More or fewer places, a session called off, a day closed. */
  change: MANAGERS,
  /** Is a place that was not used forgiven? */
  appeal: MANAGERS,
  /** See who works there, invite others and send them away, as far as they may give what those are. */
  people: MANAGERS,
  /** What is nobody's but the district's: messages that WeChat did not take, words that it could not judge. */
  oversee: ['district'],
} as const satisfies Record<string, readonly RoleName[]>
export type Act = keyof typeof ROLES_BY_ACT
export const ACTS = Object.keys(ROLES_BY_ACT) as Act[]

/** Whose roles do that, where these reach. */
export const rolesThat = (act: Act): readonly RoleName[] => ROLES_BY_ACT[act]

const does = ({ role }: Role, act: Act): boolean => rolesThat(act).includes(role)

/** May someone with these roles do this there? */
export const may = (roles: readonly Role[], act: Act, place: Place): boolean =>
  roles.some((role) => does(role, act) && reaches(role, place))

/** May they do it at one place at least? For requests that name no place. */
export const mayAnywhere = (roles: readonly Role[], act: Act): boolean => roles.some((role) => does(role, act))

/** Where they may do it, for a question about all of it at once. */
export function whereMay(roles: readonly Role[], act: Act): { all: boolean; stations: string[]; streets: string[] } {
  const where = { all: false, stations: [] as string[], streets: [] as string[] }
  for (const role of roles.filter((one) => does(one, act))) {
    if (role.role === 'district' || role.role === 'department') where.all = true
    else (role.role === 'street' ? where.streets : where.stations).push(role.scope)
  }
  return where
}
