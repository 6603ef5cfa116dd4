import {
  chmodSync,
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { join } from 'node:path'
import { DAY, type Instant, instant, moment } from '@core/base/time'
import type { Db } from '../../db/port'
import { writeEndings } from './ending-file'
import { runTool } from './tools'

/** Name of the file of endings, beside the backups. */
export const ENDINGS = 'endings.jsonl'
const NAME = /^yike-(\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.\d{3}Z)\.dump$/
const nameAt = (at: Instant): string => `yike-${moment(at).replaceAll(':', '-')}.dump`
const timeOf = (name: string): Instant | undefined => {
  const [, written] = NAME.exec(name) ?? []
  return written ? instant(written.replace(/T(\d\d)-(\d\d)-/, 'T$1:$2:')) : undefined
}

function sync(path: string): void {
  const fd = openSync(path, 'r')
  fsyncSync(fd)
  closeSync(fd)
}

/** Deletes backups that are older than promised; the newest stays, however old. */
function deleteOld(folder: string, before: Instant): void {
  const names = readdirSync(folder).filter((name) => NAME.test(name))
  for (const name of names.sort().slice(0, -1)) if ((timeOf(name) ?? before) < before) rmSync(join(folder, name))
}

/** Pictures of certificates live until a decision, a backup for weeks. Their requests lapse after a restore. */
const LEFT_OUT = ['--exclude-table-data=public.certificate']

export type BackupTo = { folder: string; keepDays: number }
export type Backup = { file: string; at: Instant; bytes: number }

/**
 * Writes a backup of a PostgreSQL database into a folder, readable by its owner only, and the endings beside it. The file
 * has its name only once it is whole and on the disk.
 */
export async function writeBackup(db: Db, url: string, { folder, keepDays }: BackupTo, now: Instant): Promise<Backup> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  chmodSync(folder, 0o700)
  for (const left of readdirSync(folder).filter((name) => name.endsWith('.dump.part'))) rmSync(join(folder, left))
  const file = join(folder, nameAt(now))
  const part = `${file}.part`
  closeSync(openSync(part, 'wx', 0o600))
  await runTool('pg_dump', ['--format=custom', '--no-owner', '--no-privileges', ...LEFT_OUT, `--file=${part}`], url)
  sync(part)
  renameSync(part, file)
  sync(folder)
  const { size } = statSync(file)
  await writeEndings(db, join(folder, ENDINGS), now)
  await db.query('insert into backup (at, bytes) values ($1, $2)', [moment(now), size])
  deleteOld(folder, now - keepDays * DAY)
  return { file, at: now, bytes: size }
}
