import { ROLE_NAMES } from '@core/account/role'
import { Uuid } from '@core/base/text'
import { type Instant, Moment, moment } from '@core/base/time'
import * as v from 'valibot'
import type { Db } from '../../db/port'

/** A moment as PostgreSQL writes it in JSON, to the microsecond: it names a row, so it is compared by PostgreSQL alone. */
const Stamp = v.pipe(v.string(), v.maxLength(40), v.isoTimestamp())
const Name = v.pipe(v.string(), v.maxLength(100))
const at = { at: Moment, until: v.optional(Moment) }
const ofPerson = { person: Uuid, id: Uuid, ...at }

/**
 * An ending: what somebody ended for privacy or security, named by ids alone. It names the very row that ended, so what was
 * given again later is another one; a role has no id, and is compared by `at`. After `until` it would have ended by itself.
 */
export const Ending = v.variant('what', [
  v.object({ what: v.literal('erased'), person: Uuid, ...at }),
  v.object({ what: v.literal('role'), person: Uuid, role: v.picklist(ROLE_NAMES), scope: Name, ...at }),
  v.object({ what: v.literal('login'), ...ofPerson }),
  v.object({ what: v.literal('passkey'), ...ofPerson }),
  v.object({ what: v.literal('standing'), ...ofPerson }),
  v.object({
    what: v.literal('recovery-code'),
    person: Uuid,
    nth: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100)),
    since: Stamp,
    ...at,
  }),
  v.object({ what: v.literal('role-invitation'), id: Uuid, ...at }),
  v.object({ what: v.literal('guardian-invitation'), by: Uuid, person: Uuid, expires: Stamp, ...at }),
  v.object({ what: v.literal('guardianship'), guardian: Uuid, person: Uuid, since: Stamp, last: v.boolean(), ...at }),
  v.object({ what: v.literal('phone'), person: Uuid, since: Stamp, ...at }),
  v.object({ what: v.literal('calendar'), person: Uuid, since: Stamp, ...at }),
  v.object({ what: v.literal('photo'), station: Name, name: Name, since: Stamp, ...at }),
])
export type Ending = v.InferOutput<typeof Ending>

type EndingRow = { what: string; which: object; at: Instant; until: Instant | null }

/** All that ended and would not have ended by itself before `now`, oldest first. */
export async function listEndings(db: Db, now: Instant): Promise<Ending[]> {
  const rows = await db.query<EndingRow>(
    'select what, which, at, until from ending where until is null or until > $1 order by at, what, which',
    [moment(now)],
  )
  return rows.map(
    ({ what, which, at, until }) =>
      ({ what, ...which, at: moment(at), ...(until === null ? {} : { until: moment(until) }) }) as Ending,
  )
}

/** Deletes endings of what would have ended by itself: a backup that has it does no harm any more. */
export const deleteOldEndings = (db: Db, now: Instant) =>
  db.query('delete from ending where until <= $1', [moment(now)])
