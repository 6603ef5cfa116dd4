import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { planAhead } from '../../catalogue/offering/plan'
import { migrate } from '../../db/migrate'
import { readSchema } from '../../db/schema-files'
import { checkDemo } from '../../demo/check-demo'
import { loadHuangpu } from '../../demo/district'
import { enlargeDistrict } from '../../demo/enlarge-district'
import { seedDistrict, seedPeople } from '../../demo/seed'
import { BadEnv } from '../../util/bad-env'
import { readEnv } from '../env'
import { openDb } from '../open-db'
import { chooseDistrict } from '../tenant/choose'

const MOST = 100_000

/**
 * `npm run seed -- --stations 10000` writes the demo district, or a larger one like it, into the configured database, if that
 * is empty or the demo's; otherwise it ends with 2.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { stations: { type: 'string', default: '157' }, district: { type: 'string' } },
  })
  const count = Number(values.stations)
  if (!Number.isInteger(count) || count < 1 || count > MOST) {
    throw new BadEnv(`--stations must be a number from 1 to ${MOST}, not “${values.stations}”`)
  }
  const env = readEnv(process.env)
  const db = await openDb({ ...chooseDistrict(env.districts, values.district), demo: env.demo }, console.log)
  try {
    await checkDemo(db, env.demo)
    await migrate(db, readSchema(join(fileURLToPath(new URL('.', import.meta.url)), 'schema')))
    const district = enlargeDistrict(await loadHuangpu(), count)
    const deps = { db, now: Date.now, random: (bytes: number) => randomBytes(bytes) }
    await seedDistrict(deps, district)
    await seedPeople(deps)
    const sessions = await planAhead(deps)
    console.log(`${district.stations.length} stations, ${district.offerings.length} offerings, ${sessions} sessions`)
  } finally {
    await db.close()
  }
}

main().catch((fault: Error) => {
  console.error(fault.message)
  process.exit(fault instanceof BadEnv ? 2 : 1)
})
