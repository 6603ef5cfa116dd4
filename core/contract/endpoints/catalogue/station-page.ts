import * as v from 'valibot'
import { Moment } from '../../../base/time'
import { StationPhoto } from '../../../place/photo'
import { Station, StationId } from '../../../place/station'
import { LoggedChange, Revision, StationChange, StationRequest } from '../../../place/station-change'
import { dryRun, row } from '../../endpoint'

/** A station's own page, for its manager. */
export const stationPageEndpoints = {
  stationPage: row({
    method: 'GET',
    path: '/api/stations/:id/page',
    who: { act: 'edit', at: 'station' },
    status: 200,
    refusals: [],
    summary: 'A station with its photographs, its latest requests and changes, and the revision to save with',
    params: v.object({ id: StationId }),
    answer: v.object({
      station: Station,
      revision: Revision,
      photos: v.array(StationPhoto),
      requests: v.array(StationRequest),
      changes: v.array(LoggedChange),
    }),
  }),
  changeStation: row({
    method: 'PATCH',
    path: '/api/stations/:id',
    who: { act: 'edit', at: 'station' },
    status: 200,
    refusals: ['station-changed'],
    summary:
      'Change what a manager decides alone; with other hours its sessions are planned anew, and booked ones stay as they are',
    params: v.object({ id: StationId }),
    body: v.strictObject({ revision: Revision, change: StationChange, preview: dryRun }),
    answer: v.object({
      station: Station,
      revision: Revision,
      /** Sessions that stay though they lie outside the new hours, because somebody booked or waits. */
      outside: v.array(
        v.object({
          session: v.string(),
          title: v.string(),
          startsAt: Moment,
          booked: v.number(),
          waiting: v.number(),
        }),
      ),
      /** Sessions without anybody that go, and that are new. */
      removed: v.number(),
      added: v.number(),
      /** Titles of the offerings that would have no more sessions. */
      idle: v.array(v.string()),
    }),
  }),
}
