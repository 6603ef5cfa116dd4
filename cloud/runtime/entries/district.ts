import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { moment } from '@core/base/time'
import { targetPath } from '@core/notify/scene'
import { inviteFirst } from '../../account/role-invitation/service'
import { createPassKeys } from '../../attendance/pass/keys'
import { readSchema, type Schema } from '../../db/schema-files'
import { BadEnv } from '../../util/bad-env'
import { commandLine } from '../../util/command-line'
import { readEnv } from '../env'
import { openDeps } from '../process/open'
import { addDistrict } from '../tenant/add-tenant'
import { chooseDistrict } from '../tenant/choose'
import type { DistrictEnv } from '../tenant/settings'

const USAGE = `Usage:
  ${commandLine('district', '[--district ty]')} [--at https://…]
    prints an invitation to the first role of the district
  ${commandLine('district', 'list')}
    the districts, their host names and databases
  ${commandLine('district', 'add ty')} --host ty.example.cn --database postgres://… [--title 天园一刻]
    creates the database, adds the district to the file that DISTRICTS names, and prints the invitation`

const OPTIONS = {
  at: { type: 'string' },
  district: { type: 'string' },
  host: { type: 'string' },
  database: { type: 'string' },
  title: { type: 'string' },
} as const

/** Its holder invites all others. Printed once, and only while nobody has the role. */
async function invite(settings: DistrictEnv, schema: Schema, at = settings.publicUrl): Promise<void> {
  if (!at) throw new BadEnv('Say where the app is opened: PUBLIC_URL=https://… or --at https://…')
  const deps = await openDeps({ env: { demo: false }, schema }, settings)
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

/** One line a district, without passwords. */
function list(districts: readonly DistrictEnv[]): void {
  for (const { id, host = 'every host name', title, databaseUrl, dataDir } of districts) {
    const url = databaseUrl ? new URL(databaseUrl) : undefined
    const database = url ? `PostgreSQL ${url.hostname}:${url.port || 5432}${url.pathname}` : `PGlite ${dataDir}`
    console.log(`${id}  ${host}  ${title}  ${database}`)
  }
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ options: OPTIONS, allowPositionals: true })
  const [command = 'invite', id = '', ...more] = positionals
  const { host, database, title } = values
  const schema = readSchema(join(fileURLToPath(new URL('.', import.meta.url)), 'schema'))
  if (command === 'add' && id && host && database && more.length === 0) {
    const path = process.env.DISTRICTS?.trim()
    if (!path) throw new BadEnv('DISTRICTS must name the file that has the districts; it is made if it is not there.')
    const { settings, created } = await addDistrict(path, { id, host, database, title }, schema)
    console.log(`${created ? 'Created' : 'Found'} the database, and added ${id} to ${path}: served after a restart.`)
    return invite(settings, schema, values.at)
  }
  const { districts } = readEnv(process.env)
  if (command === 'list' && !id) return list(districts)
  if (command !== 'invite' || id) throw new BadEnv(USAGE)
  const settings = chooseDistrict(districts, values.district)
  return invite(settings, schema, values.at)
}

main().catch((fault: Error & { code?: string }) => {
  const isUsage = fault.code?.startsWith('ERR_PARSE_ARGS')
  console.error(isUsage ? `${fault.message}\n${USAGE}` : fault.message)
  process.exit(fault instanceof BadEnv || isUsage ? 2 : 1)
})
