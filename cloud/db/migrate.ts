import { BadEnv } from '../util/bad-env'
import type { Db } from './port'
import type { Schema } from './schema-files'
import { CHANGED, type Plan, planOf, STATE, type State, scriptOf } from './upgrade'

/** Processes that start together find one another's work done; more rounds than a few are a fault. */
const ATTEMPTS = 5
const codeOf = (fault: unknown): string | undefined => (fault as { code?: string })?.code
const UNDEFINED_TABLE = '42P01'

/** A database of before the baseline cannot be brought up to it (docs/decisions/020-sql.md). */
export async function isFromBefore(db: Db): Promise<boolean> {
  const [table] = await db.query<{ there: boolean }>(`select to_regclass('migration') is not null as there`, [])
  if (!table?.there) return false
  return (await db.query(`select 1 from migration where name = '0001_main.sql'`, [])).length > 0
}

/** One query at every start but the first: a function of CloudBase starts often. Undefined where nothing was ever applied. */
async function stateOf(db: Db): Promise<State | undefined> {
  try {
    const [state] = await db.query<State>(STATE, [])
    return state
  } catch (fault) {
    if (codeOf(fault) === UNDEFINED_TABLE) return undefined
    throw fault
  }
}

/** What this database lacks of the schema; nothing when it is up to date. */
export const pending = async (db: Db, schema: Schema): Promise<Plan> => planOf(await stateOf(db), schema)

/**
 * Brings a database up to the schema, in one transaction: new migrations in order, then the functions whose text changed.
 * Returns the names of what was applied. Throws BadEnv for a database from before the baseline.
 */
export async function migrate(db: Db, schema: Schema, attempt = 1): Promise<string[]> {
  const state = await stateOf(db)
  const plan = planOf(state, schema)
  if (plan.size === 0) return []
  if (!state && (await isFromBefore(db)))
    throw new BadEnv('The database is from before the first release and cannot be upgraded: give an empty one.')
  try {
    await db.query(scriptOf(plan, state))
  } catch (fault) {
    await db.query('rollback')
    if (codeOf(fault) !== CHANGED || attempt === ATTEMPTS) throw fault
    return migrate(db, schema, attempt + 1)
  }
  return [...plan.migrations, ...plan.changed].map(({ name }) => name)
}
