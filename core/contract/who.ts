import type { Act } from '../account/role'

/**
 * Where an act is done, as the request names it. For each there is one resolver in `cloud/runtime/access/places.ts`.
 * - `anywhere`: the request names no place, or several; the caller may do it at one place at least, and the service keeps
 *   to the places that are theirs (`whereMay`, or item by item where a batch carries several stations).
 * - `district`: the district as a whole.
 * - `station`, `session`, `booking`, `appeal`, `role-invitation`: by the id in the path.
 * - `closure`: the station or street that the body closes.
 * - `role-list`: the place whose roles the query lists. `new-role`, `held-role`: the role in the body. With these three and
 *   `role-invitation` the role must also be the caller's to give (`core/account/role-grants.ts`).
 */
export type At =
  | 'anywhere'
  | 'district'
  | 'station'
  | 'session'
  | 'booking'
  | 'appeal'
  | 'closure'
  | 'role-list'
  | 'new-role'
  | 'held-role'
  | 'role-invitation'

/**
 * What of the caller's own a request is about. For each there is one resolver in `cloud/runtime/access/owned.ts`.
 * - `person`: themselves or somebody they care for; `dependant`: somebody they care for.
 * - `booking`, `strike`, `login`, `login-code`: by the id in the path. `role-code`: the code of an invitation that they made.
 * - `household`: the people in the body, all of them theirs. The one that no resolver looks up: `book` checks it in the
 *   batched statement that reads whole households, so that a rush costs no round trip more.
 */
export type Own = 'person' | 'dependant' | 'booking' | 'strike' | 'login' | 'login-code' | 'role-code' | 'household'

/**
 * Who may call a row.
 * - `anyone`: without a login too.
 * - `person`: whoever is logged in; all that it reads or changes is theirs, or is opened by a code in the body.
 * - `act`: whoever may do the act there by a role of theirs (`core/account/role.ts`); with `orOwn` also whoever the thing belongs to.
 * - `own`: whoever the thing belongs to.
 *
 * To anybody else it is 404, the same answer as for what does not exist: existence is not disclosed.
 */
export type Who = 'anyone' | 'person' | { act: Act; at: At; orOwn?: true } | { own: Own }
