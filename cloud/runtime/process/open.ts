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
  /** Told before each step, and after it with how long it took. */
  step?: <T>(name: string, work: () => Promise<T>) => Promise<T>
}

export const silentLog = <T>(_name: string, work: () => Promise<T>): Promise<T> => work()

/** The data open and up to date, with all else that the cloud stands on. */
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
