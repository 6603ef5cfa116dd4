import { join } from 'node:path'
import type { Env } from '../env'
import { holdFolder } from './folder-lock'
import type { Db } from './port'

/** The database did not answer; the message is fit to be shown, without the address's password. */
class NoDatabase extends Error {
  override name = 'NoDatabase'
}

async function openPostgresAt(url: string, most: number | undefined): Promise<Db> {
  const { openPostgres } = await import('./postgres')
  const db = openPostgres(url, most)
  try {
    await db.query('select 1', [])
    return db
  } catch (fault) {
    await db.close()
    const { hostname, port, pathname } = new URL(url)
    const why = (fault as Error).message || (fault as NodeJS.ErrnoException).code || 'no answer'
    throw new NoDatabase(`PostgreSQL at ${hostname}:${port || 5432}${pathname} does not answer: ${why}`)
  }
}

/** A folder that cannot be written, or is none, is the environment's mistake and not a fault of ours. */
function hold(folder: string): () => void {
  try {
    return holdFolder(folder)
  } catch (fault) {
    const { code, message } = fault as NodeJS.ErrnoException
    throw code ? new NoDatabase(`${folder} cannot be used for data: ${message}`) : fault
  }
}

/** The database that the environment names. Only what is used is loaded. */
export async function openDb(env: Pick<Env, 'databaseUrl' | 'dataDir' | 'pool'>): Promise<Db> {
  if (env.databaseUrl) return openPostgresAt(env.databaseUrl, env.pool)
  const release = hold(env.dataDir)
  try {
    const { openPglite } = await import('./pglite')
    const db = await openPglite(join(env.dataDir, 'pglite'))
    const close = () => db.close().finally(release)
    return { ...db, close }
  } catch (fault) {
    release()
    throw new NoDatabase(`the data in ${env.dataDir} cannot be opened: ${(fault as Error).message}`)
  }
}
