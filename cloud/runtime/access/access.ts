import { may, mayAnywhere } from '@core/account/role'
import type { CheckedInput, Endpoint } from '@core/contract/endpoint'
import type { EndpointName, Endpoints } from '@core/contract/endpoints'
import type { Who } from '@core/contract/who'
import { ApiError } from '../../base/api-error'
import type { Caller } from '../../base/caller'
import type { Deps } from '../../base/deps'
import { OWNED } from './owned'
import { PLACES } from './places'
import type { Placed, Resolver } from './resolver'

type Places = typeof PLACES
type Owned = typeof OWNED

type InputOf<R> = R extends (deps: Deps, caller: Caller, input: infer Input) => unknown ? Input : never
type Asks<W> = W extends { at: infer A extends keyof Places }
  ? InputOf<Places[A]>
  : W extends { own: infer O extends keyof Owned }
    ? InputOf<Owned[O]>
    : unknown

/**
 * Rows whose input lacks what their resolver reads. Must be `never`: otherwise `Access` is no function and tsc fails.
 */
type Unfit = {
  [N in EndpointName]: CheckedInput<Endpoints[N]> extends Asks<Endpoints[N]['who']> ? never : N
}[EndpointName]

/** What the resolver of a row found, passed on to its handler, so that nothing is looked up twice. */
export type Found<E extends Endpoint> = E['who'] extends { at: infer A extends keyof Places }
  ? Places[A] extends Resolver<never, Placed<infer T>>
    ? T
    : never
  : E['who'] extends { own: infer O extends keyof Owned }
    ? Owned[O] extends Resolver<never, infer T>
      ? T
      : never
    : undefined

type Input = { params: unknown; query: unknown; body: unknown }

/**
 * Throws ApiError `not-found` for missing and forbidden things alike: 404, not 403, since existence is not disclosed.
 */
export type Access = [Unfit] extends [never]
  ? (who: Exclude<Who, string>, caller: Caller, input: Input) => Promise<unknown>
  : Unfit

/** Enforces the `who` of each contract row: first looks the subject up, then checks the caller's right to it. */
export function createAccess(deps: Deps): Access {
  return async (who, caller, input) => {
    if ('own' in who) {
      const found = await (OWNED[who.own] as Resolver<unknown, unknown>)(deps, caller, input)
      if (found === undefined) throw new ApiError('not-found')
      return found
    }
    const { act, at, orOwn } = who
    if (at === 'anywhere') {
      if (!mayAnywhere(caller.roles, act)) throw new ApiError('not-found')
      return undefined
    }
    const placed = await (PLACES[at] as Resolver<unknown, Placed<unknown>>)(deps, caller, input)
    const isOwn = orOwn === true && placed?.owner === caller.id
    if (!placed || !(isOwn || may(caller.roles, act, placed.place))) throw new ApiError('not-found')
    return placed.found
  }
}
