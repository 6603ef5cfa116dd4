import type { Migration, Schema, StoredFunction } from './schema-files'

/** State of a database: the names of its migrations, its functions, and a digest of both. */
export type State = {
  migrations: string[]
  functions: Pick<StoredFunction, 'name' | 'signature' | 'hash'>[]
  digest: string
}

/** Steps of an upgrade; `size` is their number. */
export type Plan = {
  migrations: readonly Migration[]
  changed: readonly StoredFunction[]
  /** Functions that are dropped first: gone from the schema, or with another signature now. */
  dropped: readonly string[]
  size: number
}

/** Key of the advisory lock under which processes that start at once upgrade one after the other; any unused number. */
const LOCK = 15_0915

/** Longer than a request's statement (postgres.ts): an index on a large table, or the wait for another upgrade. */
const STATEMENT_TIMEOUT = '60s'

/** Raised by the script when the database is no longer as it was read. */
export const CHANGED = 'YK009'

const digestOf = (names: string, functions: string) =>
  `md5(coalesce(${names}, '') || '|' || coalesce(${functions}, ''))`
const DIGEST = digestOf(
  `(select string_agg(name, ' ' order by name collate "C") from migration)`,
  `(select string_agg(name || ' ' || hash, ' ' order by name collate "C") from stored_function)`,
)

export const STATE = `select
  array(select name from migration) as migrations,
  (select coalesce(json_agg(json_build_object('name', name, 'signature', signature, 'hash', hash)), '[]')
    from stored_function) as functions,
  ${DIGEST} as digest`

/**
 * A database that has a migration of a later build keeps that build's functions: an older process that starts meanwhile
 * goes on with them.
 */
export function planOf(state: State | undefined, { migrations, functions }: Schema): Plan {
  const applied = new Set(state?.migrations)
  const before = new Map(state?.functions.map((one) => [one.name, one]))
  const known = new Set(migrations.map(({ name }) => name))
  if (state?.migrations.some((name) => !known.has(name))) return { migrations: [], changed: [], dropped: [], size: 0 }
  const lacking = migrations.filter(({ name }) => !applied.has(name))
  const changed = functions.filter(({ name, hash }) => before.get(name)?.hash !== hash)
  const signatures = new Map(functions.map(({ name, signature }) => [name, signature]))
  const dropped = [...before.values()]
    .filter((one) => signatures.get(one.name) !== one.signature)
    .map(({ name }) => name)
  return { migrations: lacking, changed, dropped, size: lacking.length + changed.length + dropped.length }
}

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`

/**
 * The whole upgrade as one script, in one transaction under a lock. A process that waited for the lock may
 * find the upgrade done: the digest differs from what was read, the script fails with CHANGED, and nothing happens.
 *
 * Tables come before functions and functions before what calls them, so that any may name any: bodies are not checked as
 * they are created, and all are checked at the end. Triggers are created by their function's own file.
 */
export function scriptOf({ migrations, changed, dropped }: Plan, state: State | undefined): string {
  const seen = state ? quoted(state.digest) : digestOf('null::text', 'null::text')
  return `
    begin;
    set local statement_timeout = '${STATEMENT_TIMEOUT}';
    select pg_advisory_xact_lock(${LOCK});
    create table if not exists migration (name text primary key, at timestamptz not null default now());
    create table if not exists stored_function (
      name text primary key, signature text not null, hash text not null, at timestamptz not null default now());
    do $upgrade$ begin
      if ${DIGEST} <> ${seen} then raise exception 'upgraded meanwhile' using errcode = '${CHANGED}'; end if;
    end $upgrade$;
    ${migrations.map(({ name, sql }) => `insert into migration (name) values (${quoted(name)});\n${sql}`).join('\n')}
    ${dropped.map((name) => `drop function if exists ${name}; delete from stored_function where name = ${quoted(name)};`).join('\n')}
    set local check_function_bodies = off;
    ${changed.map(applied).join('\n')}
    ${CHECK}
    commit;`
}

const applied = ({ name, signature, sql, hash }: StoredFunction) => `${sql}
  insert into stored_function (name, signature, hash) values (${quoted(name)}, ${quoted(signature)}, ${quoted(hash)})
  on conflict (name) do update set signature = excluded.signature, hash = excluded.hash, at = excluded.at;`

/** PostgreSQL's own check of a body, for every function: one that was not changed may call one that was. */
const CHECK = `
    set local check_function_bodies = on;
    do $check$ declare one record; begin
      for one in select p.oid, l.lanname from pg_proc p join pg_language l on l.oid = p.prolang
        join stored_function f on f.name = p.proname where p.pronamespace = current_schema()::regnamespace
      loop
        if one.lanname = 'sql' then perform fmgr_sql_validator(one.oid); else perform plpgsql_validator(one.oid); end if;
      end loop;
    end $check$;`
