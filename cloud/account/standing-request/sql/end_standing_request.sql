-- Ends a request that waits: `p_outcome` given (until a day, or null), refused (with a reason), or lapsed. Its picture is
-- deleted and the person is told, all in one. Answers whether it waited.
create or replace function end_standing_request(
  p_id uuid, p_outcome text, p_until date, p_words text, p_by uuid, p_now timestamptz
)
returns boolean
language plpgsql
as $$
declare one standing_request;
begin
  -- Lock the person before the request, as erasing does.
  perform 1 from person where id = (select person_id from standing_request where id = p_id) for no key update;
  update standing_request set outcome = p_outcome, decided_at = p_now, decided_by = p_by, words = p_words, until = p_until
  where id = p_id and outcome is null returning * into one;
  if not found then return false; end if;
  delete from certificate where request_id = p_id;
  if p_outcome = 'given' then perform give_standing(one.person_id, one.kind, p_until, p_by, p_now); end if;
  perform add_notice(one.person_id, 'standing-' || p_outcome, p_now, null, null, null,
    case when p_words <> '' then jsonb_build_object('reason', p_words) end);
  return true;
end
$$;
