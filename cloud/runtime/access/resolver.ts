import type { Place } from '@core/account/role'
import type { Caller } from '../../base/caller'
import type { Deps } from '../../base/deps'

/**
 * Looks up the subject of a request; undefined if it is missing. It runs the same queries whether or not the caller has
 * the right to it, so that missing and forbidden do not differ in time.
 */
export type Resolver<Input, Found> = (deps: Deps, caller: Caller, input: Input) => Promise<Found | undefined>

/** A subject with its place and, if the row needs it, its owner. `found` is passed to the handler. */
export type Placed<Found> = { place: Place; owner?: string | undefined; found: Found }

export type ById = { params: { id: string } }
