import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { type CheckState, type Finding, sayFinding, stateOf } from '@core/account/checklist'
import { checkAll, checkInstallation } from '../../account/checklist/service'
import { pending } from '../../db/migrate'
import { readSchema } from '../../db/schema-files'
import { BadEnv } from '../../util/bad-env'
import { readEnv } from '../env'
import { languageOf } from '../http/language'
import { openDb } from '../open-db'
import { installationOf } from '../process/open'
import { chooseDistrict } from '../tenant/choose'

const MARKS: Record<CheckState, string> = { good: '✓', look: '!', bad: '✗' }

/** In Chinese where the terminal is, otherwise in English as the other commands. */
const language = /^zh/i.test(process.env.LANG ?? '') ? languageOf(process.env.LANG?.replace('_', '-')) : 'en'

function lineOf(finding: Finding): string {
  const { what, todo } = sayFinding(language, finding)
  return `${MARKS[stateOf(finding.found)]} ${what}${todo && `\n  → ${todo}`}`
}

/**
 * `npm run doctor [-- --district ty]` prints the checklist of a district's database, and ends with 1 if something is bad. It changes nothing,
 * not even a database that was never migrated.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { district: { type: 'string' } } })
  const env = readEnv(process.env)
  const { id, title, publicUrl, ...settings } = chooseDistrict(env.districts, values.district)
  const schema = readSchema(join(fileURLToPath(new URL('.', import.meta.url)), 'schema'))
  const db = await openDb(settings)
  try {
    const missing = await pending(db, schema)
    const deps = {
      db,
      now: Date.now,
      district: { id, title, publicUrl },
      installation: installationOf(env, settings),
      wechat: settings.wechat,
      sealer: settings.sealing,
    }
    const findings: Finding[] =
      missing.size > 0
        ? [{ found: 'not-migrated', values: { count: missing.size } }, ...(await checkInstallation(deps))]
        : [{ found: 'migrated' }, ...(await checkAll(deps))]
    console.log(findings.map(lineOf).join('\n'))
    if (findings.some(({ found }) => stateOf(found) === 'bad')) process.exitCode = 1
  } finally {
    await db.close()
  }
}

main().catch((fault: Error) => {
  console.error(fault.message)
  process.exit(fault instanceof BadEnv ? 2 : 1)
})
