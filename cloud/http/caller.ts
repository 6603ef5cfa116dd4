import type { Role } from '@core/role'

/** Whoever asks, as their token says; `tokenHash` names this login among theirs. */
export type Caller = { id: string; roles: Role[]; tokenHash: string }
