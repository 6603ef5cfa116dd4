import { randomBytes } from 'node:crypto'
import { moment } from '@core/base/time'
import type { Db } from '../../db/port'
import { openPatiently } from '../../db/postgres'
import type { Schema } from '../../db/schema-files'
import type { Backup } from './backup'
import { checkRestored, type Restored, restoreBackup } from './restore'

const NAME_BYTES = 6
/** PostgreSQL cuts names after 63 bytes. */
const NAME_MOST = 40
const urlOf = (server: string, database: string): string =>
  Object.assign(new URL(server), { pathname: `/${database}` }).href

/**
 * Drill: restores a backup into a database of its own on `server`, checks it like a real one, and drops it. A backup that
 * was never restored is a hope. Marks the backup as restored if nothing is wrong.
 */
export async function drillBackup(
  db: Db,
  server: string,
  { file, at }: Backup,
  { schema, endings, now }: { schema: Schema; endings: string; now: () => number },
): Promise<Restored> {
  const from = new URL(server).pathname.replace(/\W/g, '').slice(0, NAME_MOST)
  const name = `${from.toLowerCase()}_drill_${randomBytes(NAME_BYTES).toString('hex')}`
  const admin = openPatiently(server)
  try {
    await admin.query(`create database "${name}" encoding 'UTF8' template template0`)
    const url = urlOf(server, name)
    const restored = openPatiently(url)
    try {
      await restoreBackup(restored, url, file, schema)
      const found = await checkRestored(restored, endings, now)
      if (!found.violations.length)
        await db.query('update backup set restored_at = $2 where at = $1', [moment(at), moment(now())])
      return found
    } finally {
      await restored.close()
    }
  } finally {
    await admin.query(`drop database if exists "${name}" with (force)`)
    await admin.close()
  }
}
