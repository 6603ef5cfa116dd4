import * as v from 'valibot'
import type { Station } from './station'

/** Who looks after what: one station, every station of a street, or the district. */
export const Role = v.variant('role', [
  v.object({ role: v.literal('station'), scope: v.string() }),
  v.object({ role: v.literal('street'), scope: v.string() }),
  v.object({ role: v.literal('district') }),
])
export type Role = v.InferOutput<typeof Role>

/** May someone with these roles hold the roster of this station? */
export const mayManage = (roles: readonly Role[], station: Pick<Station, 'id' | 'street'>): boolean =>
  roles.some((role) => {
    if (role.role === 'district') return true
    return role.scope === (role.role === 'station' ? station.id : station.street)
  })
