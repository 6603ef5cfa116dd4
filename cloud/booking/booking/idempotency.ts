import { type Instant, moment } from '@core/base/time'
import type { Db } from '../../db/port'

/** What a key was answered: everybody who asks with it again gets these bytes. */
export type StoredAnswer = { fingerprint: string; status: number; answer: string }
export type AnswerToStore = StoredAnswer & { booker: string; key: string; people: readonly string[]; now: Instant }

/**
 * Keeps each answer unless one is kept already; either way, what is kept is what counts. It may name people, so it is
 * kept only while all of them are still of the household, which they stay until it is written: undefined otherwise.
 */
export async function storeAnswers(db: Db, answers: readonly AnswerToStore[]): Promise<(StoredAnswer | undefined)[]> {
  // One's own bond ends too, when one is erased; what names nobody may come after it.
  const rows = answers.map((one) => {
    const names = one.answer.includes('"names":')
    return { ...one, people: one.people.filter((id) => names || id !== one.booker) }
  })
  await db.query(
    `with bond as (
       select y.nth from json_array_elements($1::json) with ordinality y(w, nth)
       cross join lateral json_array_elements_text(y.w->'people') p(id)
       cross join lateral (select 1 from guardianship g where g.guardian_id = (y.w->>'booker')::uuid
         and g.person_id = p.id::uuid for key share) held
     )
     insert into idempotency (person_id, key, fingerprint, status, answer, at)
     select (y.w->>'booker')::uuid, y.w->>'key', y.w->>'fingerprint', (y.w->>'status')::integer, y.w->>'answer', $2
     from json_array_elements($1::json) with ordinality y(w, nth)
     where json_array_length(y.w->'people') = (select count(*) from bond where bond.nth = y.nth)
     order by 1, 2 on conflict do nothing`,
    [JSON.stringify(rows), moment(Math.max(...answers.map((one) => one.now)))],
  )
  return findStoredAnswers(db, answers)
}

/** What each key was answered, if it was. */
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
  const found = new Map(rows.map(({ nth, ...kept }) => [nth, kept]))
  return asked.map((_, at) => found.get(at + 1))
}
