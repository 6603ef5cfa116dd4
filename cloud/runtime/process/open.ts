import type { Deps } from '../../base/deps'
import { createLimits } from '../../base/limits'
import type { Observer } from '../../base/watch'
import { migrate } from '../../db/migrate'
import type { Schema } from '../../db/schema-files'
import { openStorage } from '../../storage/settings'
import type { LogEvent } from '../../util/log-event'
import { createWechat } from '../../wechat/client'
import { createSealer } from '../../wechat/sealed'
import type { Env } from '../env'
import { openDb, type Tell } from '../open-db'
import { createRandom } from './random'

export type Opening = {
  env: Env
  schema: Schema
  now?: () => number
  log?: (event: LogEvent) => void
  watch?: Observer | undefined
  /** Prints a line to the operator. */
  tell?: Tell
  /** Wraps each step of the start, to report it with its duration. */
  step?: <T>(name: string, work: () => Promise<T>) => Promise<T>
}

export const silentLog = <T>(_name: string, work: () => Promise<T>): Promise<T> => work()

/** Opens and migrates the database and builds the other dependencies; closes the database if a migration fails. */
export async function openDeps({
  env,
  schema,
  now = Date.now,
  log = () => undefined,
  watch,
  tell,
  step = silentLog,
}: Opening): Promise<Deps> {
  const where = env.databaseUrl ? 'PostgreSQL' : `PGlite in ${env.dataDir}`
  const db = await step(`database: ${where}`, () => openDb(env, tell))
  try {
    await step('migrations', () => migrate(db, schema))
  } catch (fault) {
    await db.close()
    throw fault
  }
  const random = createRandom()
  const sealer = env.sealing && createSealer(env.sealing, random)
  const wechat = env.wechat && sealer && createWechat(env.wechat, { db, now, random, log, sealer })
  const limits = env.limits === false ? undefined : createLimits(() => performance.now(), { shared: env.demo })
  const storage = env.storage && openStorage(env.storage)
  return {
    db,
    now,
    random,
    log,
    demo: env.demo,
    strikes: env.strikes,
    observer: watch,
    limits,
    wechat,
    sealer,
    storage,
  }
}
