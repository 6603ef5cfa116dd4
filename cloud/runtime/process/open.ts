import type { Deps, Installation } from '../../base/deps'
import { createLimits } from '../../base/limits'
import type { Observer } from '../../base/watch'
import { migrate } from '../../db/migrate'
import { POOL_SIZE } from '../../db/port'
import type { Schema } from '../../db/schema-files'
import { openStorage } from '../../storage/settings'
import type { LogEvent } from '../../util/log-event'
import { createWechat } from '../../wechat/client'
import { createSealer } from '../../wechat/sealed'
import type { Env } from '../env'
import { openDb, type Tell } from '../open-db'
import type { DistrictEnv } from '../tenant/settings'
import { createRandom } from './random'

type Listening = Pick<Env, 'host' | 'addressHeader' | 'metrics'>

/** How districts are opened: what all of this process share. */
export type Opening = {
  env: Pick<Env, 'demo' | 'limits'> & Partial<Listening>
  schema: Schema
  now?: () => number
  log?: (event: LogEvent) => void
  /** Observer of the calls of the district with this id. */
  watchOf?: (id: string) => Observer | undefined
  /** Runs before a district’s first request: loads the demo. */
  prepare?: (deps: Deps) => Promise<void>
  /** Prints a line to the operator. */
  tell?: Tell
  /** Wraps each step of the start, to report it with its duration. */
  step?: <T>(name: string, work: () => Promise<T>) => Promise<T>
}

/** What the checklist judges; undefined for a command, which does not listen. */
export const installationOf = (
  { host, addressHeader, metrics }: Partial<Listening>,
  { pool = POOL_SIZE }: Pick<DistrictEnv, 'pool'>,
): Installation | undefined =>
  host === undefined
    ? undefined
    : { host, behindProxy: addressHeader !== undefined, metrics: metrics !== undefined, pool }

export const silentLog = <T>(_name: string, work: () => Promise<T>): Promise<T> => work()

/** Opens and migrates a district’s database and builds its other dependencies; closes the database if a migration fails. */
export async function openDeps(
  { env, schema, now = Date.now, log: write = () => undefined, watchOf, tell, step = silentLog }: Opening,
  settings: DistrictEnv,
): Promise<Deps> {
  const { id, title, publicUrl, sign, databaseUrl, dataDir, strikes, wechat: app, sealing } = settings
  const where = databaseUrl ? 'PostgreSQL' : `PGlite in ${dataDir}`
  const db = await step(`database: ${where}`, () => openDb({ ...settings, demo: env.demo }, tell))
  try {
    await step('migrations', () => migrate(db, schema))
  } catch (fault) {
    await db.close()
    throw fault
  }
  const log = (event: LogEvent) => write({ ...event, district: id })
  const random = createRandom()
  const sealer = sealing && createSealer(sealing, random)
  const wechat = app && sealer && createWechat(app, { db, now, random, log, sealer })
  const limits = env.limits === false ? undefined : createLimits(() => performance.now(), { shared: env.demo })
  const district = { id, title, publicUrl, sign }
  const installation = installationOf(env, settings)
  const storage = settings.storage && openStorage(settings.storage)
  const observer = watchOf?.(id)
  const given = { district, installation, now, random, log, demo: env.demo, strikes, observer, limits }
  return { db, ...given, wechat, sealer, storage }
}
