import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { openPatiently } from '../../db/postgres'
import { readSchema } from '../../db/schema-files'
import { BadEnv } from '../../util/bad-env'
import { checkRestored, restoreBackup } from '../backup/restore'
import { chooseDistrict } from '../district/choose'
import { readEnv } from '../env'

const USAGE = `node restore.mjs --from <file> --endings <file> [--district ty]   a backup into its empty database
node restore.mjs --endings <file>                 once more, for what had to wait`

/** `node dist/cloud/restore.mjs`: see USAGE and docs/deploy-linux.md. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { from: { type: 'string' }, endings: { type: 'string' }, district: { type: 'string' } },
  })
  if (!values.endings) throw new BadEnv(USAGE)
  const { districts } = readEnv(process.env, { postgres: true })
  const { databaseUrl: url } = chooseDistrict(districts, values.district)
  if (!url) throw new BadEnv(USAGE)
  const db = openPatiently(url)
  try {
    const schema = readSchema(join(fileURLToPath(new URL('.', import.meta.url)), 'schema'))
    if (values.from) await restoreBackup(db, url, values.from, schema)
    const { erased, roles, others, waiting, violations } = await checkRestored(db, values.endings, Date.now)
    console.log(`erased again: ${erased}; roles ended again: ${roles}; other rights: ${others}`)
    if (waiting) console.log(`could not be ended yet: ${waiting}. Run it with --endings alone in some hours.`)
    if (violations.length) throw new Error(`it violates:\n${violations.join('\n')}`)
    console.log('all invariants hold')
  } finally {
    await db.close()
  }
}

main().catch((fault: Error) => {
  console.error(fault.message)
  process.exit(fault instanceof BadEnv ? 2 : 1)
})
