import type { Place } from '@core/account/role'
import type { Caller } from '../../base/caller'
import type { Deps } from '../../base/deps'

/**
 * Looks up what a request is about; undefined where there is no such thing. It asks the database the same questions
 * whether or not the caller may have the thing, so that missing and forbidden take the same way.
 */
export type Resolver<Input, Found> = (deps: Deps, caller: Caller, input: Input) => Promise<Found | undefined>

/** A thing, where it is, and, where the row asks for that, whose it is. `found` is handed to the handler. */
export type Placed<Found> = { place: Place; owner?: string | undefined; found: Found }

export type ById = { params: { id: string } }
