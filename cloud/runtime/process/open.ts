import type { Deps, LogEvent } from '../../base/deps'
import type { Observer } from '../../base/watch'
import { type Migration, migrate } from '../../db/migrate'
import { createWechat } from '../../wechat/client'
import { createSealer } from '../../wechat/sealed'
import type { Env } from '../env'
import { openDb } from '../open-db'
import { createRandom } from './random'

export type Opening = {
  env: Env
  migrations: readonly Migration[]
  now?: () => number
  log?: (event: LogEvent) => void
  watch?: Observer | undefined
  /** Wraps each step of the start, to show its progress. */
  step?: <T>(name: string, work: () => Promise<T>) => Promise<T>
}

export const silentLog = <T>(_name: string, work: () => Promise<T>): Promise<T> => work()

/** Opens and migrates the database and builds the other dependencies; closes the database if a migration fails. */
export async function openDeps({
  env,
  migrations,
  now = Date.now,
  log = () => undefined,
  watch,
  step = silentLog,
}: Opening): Promise<Deps> {
  const where = env.databaseUrl ? 'PostgreSQL' : `PGlite in ${env.dataDir}`
  const db = await step(`database: ${where}`, () => openDb(env))
  try {
    await step('migrations', () => migrate(db, migrations))
  } catch (fault) {
    await db.close()
    throw fault
  }
  const random = createRandom()
  const sealer = env.sealing && createSealer(env.sealing, random)
  const wechat = env.wechat && sealer && createWechat(env.wechat, { db, now, random, log, sealer })
  return { db, now, random, log, demo: env.demo, strikes: env.strikes, observer: watch, wechat, sealer }
}
