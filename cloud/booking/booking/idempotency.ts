import { type Instant, moment } from '@core/base/time'
import { MAX_STORED_REFUSALS } from '@core/contract/limits'
import { PROXY_ROLES } from '../../account/ward/proxy-roles'
import type { Db } from '../../db/port'

/** Stored answer of an idempotency key: every retry with it gets these bytes. */
export type StoredAnswer = { fingerprint: string; status: number; answer: string }
export type AnswerToStore = StoredAnswer & { booker: string; key: string; people: readonly string[]; now: Instant }

/**
 * Stores each refusal unless its key has an answer already; returns the stored ones. Of a person's refusals the newest
 * MAX_STORED_REFUSALS are kept, so that nobody fills the table with requests that come to nothing. An answer may contain names, so it is
 * stored only if all those people are still in the household (rows locked until commit): undefined otherwise.
 */
export async function storeAnswers(db: Db, answers: readonly AnswerToStore[]): Promise<(StoredAnswer | undefined)[]> {
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
       insert into idempotency (person_id, key, fingerprint, status, answer, at)
       select (y.w->>'booker')::uuid, y.w->>'key', y.w->>'fingerprint', (y.w->>'status')::integer, y.w->>'answer', $2
       from json_array_elements($1::json) with ordinality y(w, nth)
       where json_array_length(y.w->'people') = (select count(*) from bond where bond.nth = y.nth)
       order by 1, 2 on conflict do nothing returning person_id
     )
     -- The new row is not visible here: with it there are $4.
     delete from idempotency k using (select distinct person_id from stored) s
     where k.person_id = s.person_id and k.status = 409 and k.key in (select o.key from idempotency o
       where o.person_id = s.person_id and o.status = 409 order by o.seq desc offset $4 - 1)`,
    [JSON.stringify(rows), moment(Math.max(...answers.map((one) => one.now))), PROXY_ROLES, MAX_STORED_REFUSALS],
  )
  return findStoredAnswers(db, answers)
}

/** The stored answer of each key, if any. */
export async function findStoredAnswers(
  db: Db,
  asked: readonly { booker: string; key: string }[],
): Promise<(StoredAnswer | undefined)[]> {
  const rows = await db.query<StoredAnswer & { nth: number }>(
    `select w.nth::integer, k.* from unnest($1::uuid[], $2::text[]) with ordinality w(booker, key, nth)
     cross join lateral (select fingerprint, status, answer from idempotency i
       where i.person_id = w.booker and i.key = w.key offset 0) k`,
    [asked.map((one) => one.booker), asked.map((one) => one.key)],
  )
  const found = new Map(rows.map(({ nth, ...stored }) => [nth, stored]))
  return asked.map((_, at) => found.get(at + 1))
}
