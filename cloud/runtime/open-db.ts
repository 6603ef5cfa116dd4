import { existsSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { dayOf } from '@core/base/time'
import { holdFolder } from '../db/folder-lock'
import { isFromBefore } from '../db/migrate'
import type { Db } from '../db/port'
import type { DistrictEnv } from './tenant/settings'

/** The database cannot be opened. The message is for the operator and contains no password. */
class NoDatabase extends Error {
  override name = 'NoDatabase'
}

/**
 * Checks the connection settings: a pooler between us and PostgreSQL may silently drop startup options, and then they
 * have to be set on the role (docs/deploy.md). Checked at the start, since it would only hurt once the tables have
 * grown.
 */
const SETTINGS_CHECK = `select current_setting('enable_seqscan') = 'off' and current_setting('jit') = 'off'
  and current_setting('statement_timeout') <> '0' as heard`

async function openPostgresAt(url: string, most: number | undefined): Promise<Db> {
  const { openPostgres } = await import('../db/postgres')
  const db = openPostgres(url, most)
  const { hostname, port, pathname } = new URL(url)
  const at = `PostgreSQL at ${hostname}:${port || 5432}${pathname}`
  try {
    const [settings] = await db.query<{ heard: boolean }>(SETTINGS_CHECK, [])
    if (settings?.heard) return db
  } catch (fault) {
    await db.close()
    const why = (fault as Error).message || (fault as NodeJS.ErrnoException).code || 'no answer'
    throw new NoDatabase(`${at} does not answer: ${why}`)
  }
  await db.close()
  throw new NoDatabase(`${at} drops the settings of the connection: set them on the role, see docs/deploy.md`)
}

/** Locks the data folder. One that is not writable, or no folder, is a configuration error and not a fault of ours. */
function hold(folder: string): () => void {
  try {
    return holdFolder(folder)
  } catch (fault) {
    const { code, message } = fault as NodeJS.ErrnoException
    throw code ? new NoDatabase(`${folder} cannot be used for data: ${message}`) : fault
  }
}

/** A name of its own beside the data, so that nothing is ever overwritten. */
function asideOf(folder: string): string {
  const named = `${folder}-before-${dayOf(Date.now())}`
  let name = named
  for (let nth = 2; existsSync(name); nth++) name = `${named}-${nth}`
  return name
}

/** Opens the embedded database. Demo data from before the baseline is moved aside, and a new database is created. */
async function openFolder(folder: string, demo: boolean, tell: Tell): Promise<Db> {
  const { openPglite } = await import('../db/pglite')
  const db = await openPglite(folder)
  if (!demo || !(await isFromBefore(db))) return db
  await db.close()
  const aside = asideOf(folder)
  renameSync(folder, aside)
  tell(`The demo data is from an earlier version: it is kept in ${aside}, and new data is made.`)
  return openPglite(folder)
}

/** Prints a line to the operator. */
export type Tell = (line: string) => void
type Where = Pick<DistrictEnv, 'databaseUrl' | 'dataDir' | 'pool'> & { demo?: boolean }

/** Opens a district's database. Only the driver that is used is imported. */
export async function openDb(env: Where, tell: Tell = () => undefined): Promise<Db> {
  if (env.databaseUrl) return openPostgresAt(env.databaseUrl, env.pool)
  const release = hold(env.dataDir)
  try {
    const db = await openFolder(join(env.dataDir, 'pglite'), env.demo === true, tell)
    const close = () => db.close().finally(release)
    return { ...db, close }
  } catch (fault) {
    release()
    throw new NoDatabase(`the data in ${env.dataDir} cannot be opened: ${(fault as Error).message}`)
  }
}
