import { type Instant, moment } from '@core/base/time'
import { MAX_STORED_REFUSALS } from '@core/contract/limits'
import { REQUEST_LIFE } from '@core/contract/retry'
import { PROXY_ROLES } from '../../account/ward/proxy-roles'
import type { Db } from '../../db/port'

/** Stored answer of an idempotency key: every retry with it gets these bytes; those of a refusal until it is over. */
export type StoredAnswer = { fingerprint: string; status: number; answer: string }
export type AnswerToStore = StoredAnswer & { booker: string; key: string; people: readonly string[]; now: Instant }

/**
 * Stores each refusal, unless its key has an answer that is not over; returns the stored ones. Of a person's refusals the
 * newest MAX_STORED_REFUSALS are kept, so that nobody fills the table with requests that come to nothing. An answer may
 * contain names, so it is stored only if all those people are still in the household (rows locked until commit): undefined
 * otherwise.
 */
export async function storeAnswers(db: Db, answers: readonly AnswerToStore[]): Promise<(StoredAnswer | undefined)[]> {
  const now = Math.max(...answers.map((one) => one.now))
  // Erasure also ends the booker's own bond; an answer without names may still be stored after it.
  const rows = answers.map((one) => {
    const names = one.answer.includes('"names":')
    return { ...one, people: one.people.filter((id) => names || id !== one.booker) }
  })
  await db.query(
    `with bond as (
       select y.nth from json_array_elements($1::json) with ordinality y(w, nth)
       cross join lateral json_array_elements_text(y.w->'people') p(id)
       cross join lateral (select 1 from guardianship g where g.guardian_id = (y.w->>'booker')::uuid
         and g.person_id = p.id::uuid and guards(g, $3) for key share) held
     ), stored as (
       -- One row a key: a row cannot be updated twice in a statement. The first to come counts, as everywhere.
       insert into idempotency as k (person_id, key, fingerprint, status, answer, at)
       select distinct on (1, 2) (y.w->>'booker')::uuid, y.w->>'key', y.w->>'fingerprint', (y.w->>'status')::integer,
         y.w->>'answer', $2::timestamptz
       from json_array_elements($1::json) with ordinality y(w, nth)
       where json_array_length(y.w->'people') = (select count(*) from bond where bond.nth = y.nth)
       order by 1, 2, y.nth
       on conflict (person_id, key) do update set answer = excluded.answer, at = excluded.at, seq = default
         where refusal_over(k, excluded.fingerprint, excluded.at, $5)
       returning k.person_id, k.key
     )
     -- What was stored just now is not seen here as it is: with one of it there are $4.
     delete from idempotency k using (select distinct person_id from stored) s
     where k.person_id = s.person_id and k.status = 409 and k.key in (select o.key from idempotency o
       where o.person_id = s.person_id and o.status = 409
         and not exists (select from stored t where t.person_id = o.person_id and t.key = o.key)
       order by o.seq desc offset $4 - 1)`,
    [JSON.stringify(rows), moment(now), PROXY_ROLES, MAX_STORED_REFUSALS, REQUEST_LIFE],
  )
  return findStoredAnswers(db, answers, now)
}

/** The stored answer of each key, if any; without refusals that are over. */
export async function findStoredAnswers(
  db: Db,
  asked: readonly { booker: string; key: string; fingerprint: string }[],
  now: Instant,
): Promise<(StoredAnswer | undefined)[]> {
  const rows = await db.query<StoredAnswer & { nth: number }>(
    `select w.nth::integer, k.fingerprint, k.status, k.answer
     from unnest((select $1::uuid[]), (select $2::text[]), (select $3::text[])) with ordinality w(booker, key, fingerprint, nth)
     cross join lateral (select i.*, refusal_over(i, w.fingerprint, $4, $5) as is_over from idempotency i
       where i.person_id = w.booker and i.key = w.key offset 0) k
     where not k.is_over`,
    [
      asked.map((one) => one.booker),
      asked.map((one) => one.key),
      asked.map((one) => one.fingerprint),
      moment(now),
      REQUEST_LIFE,
    ],
  )
  const found = new Map(rows.map(({ nth, ...stored }) => [nth, stored]))
  return asked.map((_, at) => found.get(at + 1))
}
