import { BadEnv } from '../util/bad-env'
import type { Db } from './port'
import type { Schema } from './schema-files'
import { CHANGED, type Plan, planOf, STATE, type State, scriptOf } from './upgrade'

/** Attempts when several processes start at once and another one has upgraded meanwhile; needing more is a fault. */
const ATTEMPTS = 5
const codeOf = (fault: unknown): string | undefined => (fault as { code?: string })?.code
const UNDEFINED_TABLE = '42P01'

/** Whether the database is from before the baseline and cannot be upgraded (docs/decisions/020-sql.md). */
export async function isFromBefore(db: Db): Promise<boolean> {
  const [table] = await db.query<{ there: boolean }>(`select to_regclass('migration') is not null as there`, [])
  if (!table?.there) return false
  return (await db.query(`select 1 from migration where name = '0001_main.sql'`, [])).length > 0
}

/** State of the database, in one query, since a CloudBase function starts often; undefined before the first upgrade. */
async function stateOf(db: Db): Promise<State | undefined> {
  try {
    const [state] = await db.query<State>(STATE, [])
    return state
  } catch (fault) {
    if (codeOf(fault) === UNDEFINED_TABLE) return undefined
    throw fault
  }
}

/** The pending upgrade of this database; empty if it is up to date. */
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
