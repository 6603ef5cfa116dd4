import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { moment } from '@core/base/time'
import { targetPath } from '@core/notify/scene'
import { inviteFirst } from '../../account/role-invitation/service'
import { createPassKeys } from '../../attendance/pass/keys'
import { readSchema } from '../../db/schema-files'
import { BadEnv } from '../../util/bad-env'
import { readEnv } from '../env'
import { openDeps } from '../process/open'

/**
 * `npm run district` prints an invitation to the first district role; its holder invites all others. Printed once, and only
 * while nobody has that role. `--at`: the address that people open, where PUBLIC_URL does not name it.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { at: { type: 'string', default: '' } } })
  const schema = readSchema(join(fileURLToPath(new URL('.', import.meta.url)), 'schema'))
  const env = readEnv(process.env)
  const at = values.at || env.publicUrl
  if (!at) throw new BadEnv('Say where the app is opened: PUBLIC_URL=https://… or --at https://…')
  const deps = await openDeps({ env, schema })
  try {
    const invited = await inviteFirst(deps, createPassKeys(deps))
    if (!invited) throw new BadEnv('Somebody already has the district role: they invite the others.')
    console.log(`${at.replace(/\/$/, '')}/#${targetPath('role', invited.code)}`)
    console.log(
      `Valid once, until ${moment(invited.until)}. Open it in any browser: the first to accept it gets the district role.`,
    )
  } finally {
    await deps.db.close()
  }
}

main().catch((fault: Error) => {
  console.error(fault.message)
  process.exit(fault instanceof BadEnv ? 2 : 1)
})
