import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { openPatiently } from '../../db/postgres'
import { readSchema } from '../../db/schema-files'
import { BadEnv } from '../../util/bad-env'
import { ENDINGS, writeBackup } from '../backup/backup'
import { drillBackup } from '../backup/drill'
import { writeEndings } from '../backup/ending-file'
import { chooseDistrict } from '../district/choose'
import { readEnv } from '../env'

const USAGE = `node backup.mjs --to <folder> --keep-days <days> [--drill] [--district ty]   a backup, and with --drill its restore as a trial
node backup.mjs --to <folder> --endings                    only what ended, into ${ENDINGS}`

/** `node dist/cloud/backup.mjs`: see USAGE and docs/deploy-linux.md. DRILL_DATABASE_URL: a server to restore on. */
async function main(): Promise<void> {
  const options = { to: { type: 'string' }, 'keep-days': { type: 'string' }, district: { type: 'string' } } as const
  const flags = { drill: { type: 'boolean' }, endings: { type: 'boolean' } } as const
  const { values } = parseArgs({ options: { ...options, ...flags } })
  const keepDays = Number(values['keep-days'])
  if (!values.to || (!values.endings && !(keepDays >= 1))) throw new BadEnv(USAGE)
  const { districts } = readEnv(process.env, { postgres: true })
  const { databaseUrl: url } = chooseDistrict(districts, values.district)
  if (!url) throw new BadEnv(USAGE)
  const db = openPatiently(url)
  const endings = join(values.to, ENDINGS)
  try {
    if (values.endings) {
      console.log(`${await writeEndings(db, endings, Date.now())} endings in ${endings}`)
      return
    }
    const backup = await writeBackup(db, url, { folder: values.to, keepDays }, Date.now())
    console.log(`${backup.file}: ${backup.bytes} bytes`)
    if (!values.drill) return
    const schema = readSchema(join(fileURLToPath(new URL('.', import.meta.url)), 'schema'))
    const server = process.env.DRILL_DATABASE_URL || url
    const { violations } = await drillBackup(db, server, backup, { schema, endings, now: Date.now })
    if (violations.length) throw new Error(`restored, but it violates:\n${violations.join('\n')}`)
    console.log('restored as a trial: all invariants hold')
  } finally {
    await db.close()
  }
}

main().catch((fault: Error) => {
  console.error(fault.message)
  process.exit(fault instanceof BadEnv ? 2 : 1)
})
