-- Whether a recorded refusal is over, for a retry of the same request: then the request is judged anew. It is isRequestOver
-- of core/contract/retry.ts. What was made stays as long as its record, and so does a key used for another request.
-- `p_life`: milliseconds; null: never.
create or replace function refusal_over(k idempotency, p_fingerprint text, p_now timestamptz, p_life integer)
returns boolean
language sql
stable
as $$
  select p_life is not null and k.status = 409 and k.fingerprint = p_fingerprint
    and (k.at <= p_now - p_life * interval '1 millisecond' or k.at >= p_now + p_life * interval '1 millisecond')
$$;
