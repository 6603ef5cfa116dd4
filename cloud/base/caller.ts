import type { Person } from '@core/account/person'
import type { Role } from '@core/account/role'

/**
 * Whoever asks, as their token says; `tokenHash` names this login among theirs, `struck` says that something may count
 * against them.
 */
export type Caller = { id: string; self: Person; struck: boolean; roles: Role[]; tokenHash: string }
