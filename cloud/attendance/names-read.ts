import type { Caller } from '../base/caller'
import type { Deps } from '../base/deps'

/** What shows whole names to somebody at work. */
type Shown = 'card' | 'day-report'

/**
 * Logs that somebody has read the whole names of others: reading leaves no row behind, and the log says afterwards who
 * looked at whose. Ids only: `of` is a booking, or a station and its day.
 */
export const logNamesRead = (
  { log }: Pick<Deps, 'log'>,
  { caller, requestId }: { caller: Pick<Caller, 'id'>; requestId: string },
  what: Shown,
  of: string,
): void => log({ event: 'names-read', requestId, by: caller.id, what, of })
