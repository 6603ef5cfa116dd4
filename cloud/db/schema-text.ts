import { migrate } from './migrate'
import { openPglite } from './pglite'
import type { Db } from './port'
import type { Schema } from './schema-files'

type Table = { name: string; options: string[] | null; columns: string[]; constraints: string[]; others: string[] }

/**
 * Tables, one per row: columns in their order, constraints by name, then indexes and triggers. Indexes of keys and the
 * not-null constraints that PostgreSQL 18 lists are left out, since the constraints and columns state them already.
 */
const TABLES = `
  select c.relname as name, c.reloptions as options,
    (select array_agg(quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod)
        || case when a.attnotnull then ' not null' else '' end
        || case when a.attidentity = 'a' then ' generated always as identity'
             when a.attgenerated = 's' then ' generated always as (' || pg_get_expr(d.adbin, d.adrelid) || ') stored'
             when d.adbin is not null then ' default ' || pg_get_expr(d.adbin, d.adrelid) else '' end order by a.attnum)
      from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
    array(select 'constraint ' || quote_ident(conname) || ' ' || pg_get_constraintdef(oid) from pg_constraint
      where conrelid = c.oid and contype in ('p', 'u', 'f', 'c', 'x')
      order by array_position('{p,u,x,c,f}'::"char"[], contype), conname collate "C") as constraints,
    array(select pg_get_indexdef(indexrelid) from pg_index i join pg_class x on x.oid = i.indexrelid
      where indrelid = c.oid and not exists (select from pg_constraint where conindid = indexrelid and conrelid = c.oid)
      order by x.relname collate "C") || array(select pg_get_triggerdef(oid) from pg_trigger
      where tgrelid = c.oid and not tgisinternal order by tgname collate "C") as others
  from pg_class c
  where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
  order by c.relname collate "C"`

/** Functions, without those of extensions. */
const FUNCTIONS = `
  select pg_get_functiondef(p.oid) as text from pg_proc p
  where p.pronamespace = 'public'::regnamespace
    and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
  order by p.proname collate "C", pg_get_function_identity_arguments(p.oid) collate "C"`

const EXTENSIONS = `
  select extname as name, extnamespace::regnamespace::text as schema from pg_extension where extname <> 'plpgsql' order by 1`

function textOf({ name, options, columns, constraints, others }: Table): string {
  const lines = [...columns, ...constraints].map((line) => `  ${line}`)
  const end = options?.length ? `) with (${options.join(', ')});` : ');'
  return [`create table ${name} (`, lines.join(',\n'), end, ...others.map((one) => `${one};`)].join('\n')
}

/** The schema of a database as text, from its catalog: the same text for the same schema. */
async function describeSchema(db: Db): Promise<string> {
  const extensions = await db.query<{ name: string; schema: string }>(EXTENSIONS, [])
  const tables = await db.query<Table>(TABLES, [])
  const functions = await db.query<{ text: string }>(FUNCTIONS, [])
  const parts = [
    ...extensions.map(({ name, schema }) => `create extension ${name} with schema ${schema};`),
    ...tables.map(textOf),
    ...functions.map(({ text }) => `${text.trim()};`),
  ]
  return `${parts.join('\n\n')}\n`
}

const HEAD = `-- The whole schema as it is in a migrated database: to be read, and compared by schema.test.ts. Written by
-- \`npm run schema\` from the catalog of a PGlite; what is applied are the migrations and the function files.

`

/** Content of schema.sql, always from a PGlite in memory, so that it does not depend on the PostgreSQL in use. */
export async function schemaText(schema: Schema): Promise<string> {
  const db = await openPglite()
  try {
    await migrate(db, schema)
    return HEAD + (await describeSchema(db))
  } finally {
    await db.close()
  }
}
