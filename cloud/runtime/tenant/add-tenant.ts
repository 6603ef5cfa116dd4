import { randomBytes } from 'node:crypto'
import { existsSync, renameSync, writeFileSync } from 'node:fs'
import type { Schema } from '../../db/schema-files'
import { BadEnv } from '../../util/bad-env'
import { openDeps } from '../process/open'
import { createDatabase } from './create-database'
import { type DistrictsFile, parseFile, readContent } from './file'
import { hostOf } from './host'
import type { DistrictEnv } from './settings'

export type NewDistrict = { id: string; host: string; database: string; title?: string | undefined }

/** Keys of its own: what one district has sealed, no other can open. */
function makeKeys() {
  const key = () => randomBytes(32).toString('base64')
  return { SEAL_KEYS: `k1:${key()}`, FIND_KEY: key() }
}

/** Replaces the file as a whole, readable to its owner alone: it has passwords and keys. */
function write(path: string, content: DistrictsFile): void {
  const draft = `${path}.${process.pid}.draft`
  writeFileSync(draft, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 })
  renameSync(draft, path)
}

/**
 * Adds a district to the file: checks it together with the others, creates its database if need be, brings that up to date, and
 * only then writes. Throws BadEnv, with everything that is wrong at once, before anything was changed.
 */
export async function addDistrict(
  path: string,
  { id, host, database, title }: NewDistrict,
  schema: Schema,
): Promise<{ settings: DistrictEnv; created: boolean }> {
  const bad: string[] = []
  const before = existsSync(path) ? parseFile(path, bad) : {}
  const name = hostOf(host) ?? host
  if (Object.keys(before).some((one) => hostOf(one) === name)) bad.push(`${name} is in ${path} already.`)
  const variables = {
    DISTRICT_ID: id,
    ...(title ? { DISTRICT_TITLE: title } : {}),
    DATABASE_URL: database,
    ...makeKeys(),
  }
  const content = { ...before, [name]: variables }
  const settings = readContent(content, bad).find((one) => one.host === name)
  if (bad.length || !settings) throw new BadEnv(bad.join('\n'))
  const created = await createDatabase(database)
  const deps = await openDeps({ env: { demo: false }, schema }, settings)
  await deps.db.close()
  write(path, content)
  return { settings, created }
}
