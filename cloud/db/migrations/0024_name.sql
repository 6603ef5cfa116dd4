-- A name that WeChat has not passed yet, or has refused (docs/decisions/018-names.md). `name` is what others may read, and
-- nothing else; it stays the one before until another is passed.
alter table person
  add column new_name text,
  -- Who wrote it: they alone read it, and WeChat is asked in their name. None once they were erased.
  add column new_name_by uuid,
  add column new_name_at timestamptz,
  -- From then on WeChat is asked again; none: it was refused, and waits to be put another way.
  add column look_at timestamptz,
  add constraint new_name_whole check ((new_name is null) = (new_name_at is null)
    and (new_name is not null or new_name_by is null and look_at is null)),
  -- As others see it.
  add column shown text not null generated always as
    (case when name = '' and new_name is not null then '（名字待核）' else name end) stored;
create index person_name_held on person (look_at) where look_at is not null;
create index person_named_by on person (new_name_by) where new_name_by is not null;
