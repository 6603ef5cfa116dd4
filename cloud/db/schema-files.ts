import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

/** One numbered script: tables, indexes, constraints and data. They are only ever added to. */
export type Migration = { name: string; sql: string }
/** One stored function, whole. Applied again whenever its text changed. */
export type StoredFunction = { name: string; signature: string; sql: string; hash: string }
export type Schema = { migrations: readonly Migration[]; functions: readonly StoredFunction[] }

const MIGRATION = /^\d{4}_[\w-]+\.sql$/
const numberOf = (path = ''): string => basename(path).slice(0, 4)
const SIGNATURE = /^create or replace function (\w+)(\([\s\S]*?)\nas \$\$$/gm

/** The one function that a file holds and is named after; its triggers may follow it. */
function functionOf(path: string): StoredFunction {
  const sql = readFileSync(path, 'utf8')
  const name = basename(path, '.sql')
  const [found, another] = sql.matchAll(SIGNATURE)
  if (found?.[1] !== name || another) throw new Error(`${path} does not hold the function ${name}, and it alone`)
  const signature = (found[2] ?? '').replace(/\s+/g, ' ')
  return { name, signature, sql, hash: createHash('sha256').update(sql).digest('hex') }
}

/**
 * The schema as files below a folder: the numbered scripts of every folder called `migrations`, and of every folder called
 * `sql` each file, a stored function. Numbers and function names are unique whatever folder they are in.
 */
export function readSchema(folder: string): Schema {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name))
  const within = (parent: string) =>
    files
      .filter((path) => path.endsWith('.sql') && basename(dirname(path)) === parent)
      .sort((a, b) => (basename(a) < basename(b) ? -1 : 1))
  const migrations = within('migrations').filter((path) => MIGRATION.test(basename(path)))
  const sameNumber = migrations.find((path, at) => numberOf(migrations[at + 1]) === numberOf(path))
  if (sameNumber) throw new Error(`${numberOf(sameNumber)} is the number of two migrations`)
  const functions = within('sql').map(functionOf)
  const twice = functions.find(({ name }, at) => functions[at + 1]?.name === name)
  if (twice) throw new Error(`${twice.name} is a function of two files`)
  return {
    migrations: migrations.map((path): Migration => ({ name: basename(path), sql: readFileSync(path, 'utf8') })),
    functions,
  }
}
