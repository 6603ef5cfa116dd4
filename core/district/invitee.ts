import * as v from 'valibot'
import { type Role, scopeOf } from '../account/role'
import { fold } from '../base/fold'
import { Uuid } from '../base/text'
import { Moment } from '../base/time'
import { StationId, StreetCode } from '../place/station'

/** Roles that a workbook may name people for. */
export const InviteeRole = v.variant('role', [
  v.object({ role: v.literal('street'), scope: StreetCode }),
  v.object({ role: v.literal('station'), scope: StationId }),
  v.object({ role: v.literal('staff'), scope: StationId }),
])

/** Letters of a name or a remark. */
export const INVITEE_NAME_MOST = 20
/** Days for which the cloud keeps whom to invite: names and numbers of people who do not use it yet. */
export const INVITEE_DAYS = 90

/** Somebody to invite to a role, as a workbook names them. The row gives no role: the invitation does. */
export type Invitee = { role: v.InferOutput<typeof InviteeRole>; name: string; phone?: string }

/** Somebody to invite, as the district's page lists them. `invitedAt`: the last invitation that was made for them. */
export const ListedInvitee = v.object({
  id: Uuid,
  role: InviteeRole,
  name: v.string(),
  phone: v.optional(v.string()),
  invitedAt: v.optional(Moment),
})
export type ListedInvitee = v.InferOutput<typeof ListedInvitee>

/** The same name for the same role at the same place is the same invitee. */
export const inviteeId = (role: Role, name: string): string => `${scopeOf(role)} ${role.role} ${fold(name)}`
