import { type Replayed, replayEndings } from '../../account/ending/replay'
import { migrate } from '../../db/migrate'
import type { Db } from '../../db/port'
import type { Schema } from '../../db/schema-files'
import { BadEnv } from '../../util/bad-env'
import { findViolations } from '../invariants/find-violations'
import { readEndings } from './ending-file'
import { runTool } from './tools'

export type Restored = Replayed & { violations: readonly string[] }

async function refuseFilled(db: Db): Promise<void> {
  const [filled] = await db.query(
    `select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'public' and c.relkind in ('r', 'p') limit 1`,
    [],
  )
  if (filled) throw new BadEnv('The database is not empty: restore into a new one.')
}

/** Restores a backup into an empty database and brings it up to this build's schema. */
export async function restoreBackup(db: Db, url: string, file: string, schema: Schema): Promise<void> {
  await refuseFilled(db)
  // One transaction: what fails leaves the database empty.
  const whole = ['--single-transaction', '--exit-on-error', '--no-owner', '--no-privileges']
  await runTool('pg_restore', [...whole, '--dbname=', file], url)
  await migrate(db, schema)
}

/** Ends again what ended after the backup, and checks that all that must always hold does. */
export async function checkRestored(db: Db, endings: string | undefined, now: () => number): Promise<Restored> {
  const replayed = await replayEndings({ db, now, log: () => undefined }, endings ? readEndings(endings) : [])
  return { ...replayed, violations: Object.keys(await findViolations(db)) }
}
