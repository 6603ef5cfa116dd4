-- Insertion order of a login's bookmarks: `at` ties when two requests share a millisecond, and ids are random.
alter table sync add column seq bigint generated always as identity;
