import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { migrate } from '../../db/migrate'
import { createPglite, dbOf } from '../../db/pglite'
import type { Db } from '../../db/port'
import { SCHEMA } from './schema'

const MODULES = join(__dirname, '../../../node_modules')
const FOLDER = join(MODULES, '.cache/yike')
const PGLITE = readFileSync(join(MODULES, '@electric-sql/pglite/package.json'), 'utf8')
const NAME = `${createHash('sha256')
  .update(JSON.stringify([PGLITE, SCHEMA]))
  .digest('hex')
  .slice(0, 16)}.tar`

/** Makes the image. Workers that make it at the same moment rename the same bytes into place. */
async function makeImage(): Promise<Blob> {
  const pglite = await createPglite()
  await migrate(dbOf(pglite), SCHEMA)
  const image = await pglite.dumpDataDir('none')
  await pglite.close()
  mkdirSync(FOLDER, { recursive: true })
  const old = readdirSync(FOLDER).filter((name) => name.endsWith('.tar') && name !== NAME)
  for (const name of old) rmSync(join(FOLDER, name), { force: true })
  const own = join(FOLDER, `${process.pid}.part`)
  writeFileSync(own, Buffer.from(await image.arrayBuffer()))
  renameSync(own, join(FOLDER, NAME))
  return image
}

function readImage(): Blob | undefined {
  try {
    return new Blob([readFileSync(join(FOLDER, NAME))])
  } catch {
    return undefined
  }
}

/**
 * A PGlite in memory that has the schema, for tests. It starts from an image of a migrated database, kept until the schema
 * or PGlite changes: creating and migrating one takes three times as long, in each test file.
 */
export const openMigrated = async (): Promise<Db> =>
  dbOf(await createPglite(undefined, readImage() ?? (await makeImage())))
