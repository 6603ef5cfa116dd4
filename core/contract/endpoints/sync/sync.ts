import * as v from 'valibot'
import { StationId } from '../../../place/station'
import { Synced } from '../../../sync/sync'
import { row } from '../../endpoint'
import { Me } from '../account/person'

/** A login's own, or `p.` and the version of a pack, which anyone may have. */
const Since = v.pipe(v.string(), v.regex(/^(p\.)?[\w-]{16}$/))

const Answer = v.object({ ...Synced, me: v.optional(Me) })

export type SyncAnswer = v.InferOutput<typeof Answer>

/** What has changed for a phone, in one call. */
export const syncEndpoints = {
  /** Without a login the stations alone. `door` is null where the caller may not attend at that station, or it does not exist. */
  sync: row({
    method: 'GET',
    path: '/api/sync',
    who: 'anyone',
    status: 200,
    refusals: [],
    summary:
      'What has changed for this phone `since`: stations; logged in also me, my bookings, what I was told, and the day of a station that I look after (`door`). 304 where nothing has; where `since` is not known any more, everything',
    query: v.object({ since: v.optional(Since), door: v.optional(StationId) }),
    answer: Answer,
  }),
}
