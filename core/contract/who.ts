import type { Act } from '../account/role'

/**
 * The place an act is authorised for, as the request names it. Each has one resolver in `cloud/runtime/access/places.ts`.
 * - `anywhere`: the request names no place, or several. The caller may do it at one place at least, and the service limits
 *   itself to the caller's places (`whereMay`, or item by item where a batch carries several stations).
 * - `district`: the district as a whole.
 * - `station`, `session`, `booking`, `appeal`, `station-request`, `standing`, `standing-request`, `role-invitation`: by the id
 *   in the path.
 * - `closure`: the station or street that the body closes or reopens. `closing`: that of the closing in the path.
 * - `role-list`: the place whose roles the query lists. `new-role`, `held-role`: the role in the body. With these three and
 *   `role-invitation` the caller must also be allowed to grant the role (`core/account/role-grants.ts`).
 */
export type At =
  | 'anywhere'
  | 'district'
  | 'station'
  | 'session'
  | 'booking'
  | 'appeal'
  | 'closure'
  | 'closing'
  | 'station-request'
  | 'standing'
  | 'standing-request'
  | 'role-list'
  | 'new-role'
  | 'held-role'
  | 'role-invitation'

/**
 * What the caller must own. Each has one resolver in `cloud/runtime/access/owned.ts`.
 * - `person`: themselves or a dependant; `dependant`: a person they are responsible for.
 * - `booking`, `strike`, `login`, `login-code`, `passkey`, `standing-request`: by the id in the path. `role-code`: the code of an invitation that they made.
 * - `household`: the people in the body, all of them the caller's. The only one without a resolver: `book` checks it in the
 *   batched statement that reads whole households, which saves a round trip during a rush.
 */
export type Own =
  | 'person'
  | 'dependant'
  | 'booking'
  | 'strike'
  | 'login'
  | 'login-code'
  | 'passkey'
  | 'standing-request'
  | 'role-code'
  | 'household'

/**
 * Who may call an endpoint.
 * - `anyone`: no login needed.
 * - `person`: anyone logged in; it reads and changes only the caller's own data, or what a code in the body opens.
 * - `act`: whoever has a role that permits the act at that place (`core/account/role.ts`); with `orOwn` also the owner.
 * - `own`: the owner.
 *
 * Anyone else gets 404, as for something that does not exist: existence is not disclosed.
 */
export type Who = 'anyone' | 'person' | { act: Act; at: At; orOwn?: true } | { own: Own }
