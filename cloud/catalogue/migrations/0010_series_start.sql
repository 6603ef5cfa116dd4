-- First day of each series that counts from one (templates.start). Until now all counted from Monday, 1 January 2024, so
-- with that day every session stays on the day that was announced. core/catalogue/recurrence-rule.ts says which rules
-- count: those with an interval, and those that name no days.
update offering set about = jsonb_set(about, '{templates}', (
  select jsonb_agg(case when counts.yes and not t ? 'start' then t || '{"start": "2024-01-01"}' else t end order by at)
  from jsonb_array_elements(about->'templates') with ordinality x(t, at)
  cross join lateral (select t->>'rrule' ~ 'INTERVAL=([2-9]|[1-9]\d)'
    or t->>'rrule' !~ '(FREQ=DAILY|BYDAY=|BYMONTHDAY=)') counts(yes)
))
where jsonb_array_length(about->'templates') > 0;
