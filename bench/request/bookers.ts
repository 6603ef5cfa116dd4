import { randomBytes } from 'node:crypto'
import type { Db } from '@cloud/db/port'
import { sha256 } from '@cloud/util/hash'
import { DAY, HOUR, moment } from '@core/base/time'
import { MORNING } from '../../e2e/cloud'
import type { LoadRequest } from './load-generator'

const person = (nth: number): string => `00000000-0000-4000-9000-${String(nth).padStart(12, '0')}`

/** Adds logged-in people without a household; returns their tokens. */
async function addBookers(db: Db, count: number): Promise<string[]> {
  const tokens = Array.from({ length: count }, () => randomBytes(32).toString('base64url'))
  const made = tokens.map((token, nth) => ({ id: person(nth), hash: sha256(token) }))
  await db.query(
    `with made as (select r.id, r.hash from jsonb_to_recordset($1::jsonb) r(id uuid, hash text)),
       people as (insert into person (id, name, created_at) select id, '林', $2 from made),
       bonds as (insert into guardianship (guardian_id, person_id, relation, since) select id, id, 'self', $2 from made)
     insert into login (token_hash, person_id, created_at, expires_at) select hash, id, $2, $3 from made`,
    [JSON.stringify(made), moment(MORNING), moment(MORNING + DAY)],
  )
  return tokens
}

/** Sessions of the coming days that are open to everybody, with their capacity raised to a million. */
async function openSessions(db: Db): Promise<string[]> {
  const rows = await db.query<{ id: string }>(
    `update session s set capacity = 1000000 from offering o
     where o.station_id = s.station_id and o.id = s.offering_id and s.station_id = 'hp001'
       and o.about->'audience' = '{}'::jsonb and o.about->>'kind' = 'room' and s.starts_at between $1 and $2
     returning s.id`,
    [moment(MORNING + HOUR), moment(MORNING + 5 * DAY)],
  )
  return rows.map((row) => row.id)
}

/** Booking requests that all succeed: each by a different person, spread over the sessions. */
export async function bookingRequests(db: Db, count: number): Promise<LoadRequest[]> {
  const sessions = await openSessions(db)
  const tokens = await addBookers(db, count)
  return tokens.map((token, nth) => ({
    method: 'POST',
    path: '/api/bookings',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'idempotency-key': `bench-${String(nth).padStart(8, '0')}`,
    },
    body: JSON.stringify({ session: sessions[nth % sessions.length], people: [person(nth)] }),
  }))
}
