import type { Person } from '@core/account/person'
import type { Role } from '@core/account/role'

/** The authenticated person. `tokenHash` identifies this login among theirs; `struck`: they may have active strikes. */
export type Caller = { id: string; self: Person; struck: boolean; roles: Role[]; tokenHash: string }
