import * as v from 'valibot'
import { StationId } from '../../../place/station'
import { Synced } from '../../../sync/sync'
import { row } from '../../endpoint'
import { Me } from '../account/person'

/** Sync token: a login's own, or `p.` and the version of the public pack. */
const Since = v.pipe(v.string(), v.regex(/^(p\.)?[\w-]{16}$/))

const Answer = v.object({ ...Synced, me: v.optional(Me) })

export type SyncAnswer = v.InferOutput<typeof Answer>

/** What has changed for a phone, in one call. */
export const syncEndpoints = {
  /**
   * Without a login only stations. `door` is null where the caller may not attend at that station, or it does not
   * exist.
   */
  sync: row({
    method: 'GET',
    path: '/api/sync',
    who: 'anyone',
    personal: true,
    status: 200,
    refusals: [],
    summary:
      'What has changed for this phone `since`: stations; with a login also the caller, their bookings and notices, and the ' +
      'door pack of a station they staff (`door`). 304 where nothing has; everything where `since` is unknown or expired',
    query: v.object({ since: v.optional(Since), door: v.optional(StationId) }),
    answer: Answer,
  }),
}
