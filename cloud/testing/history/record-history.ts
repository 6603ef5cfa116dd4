import { randomBytes } from 'node:crypto'
import { STRIKE_RULE } from '@core/booking/strike'
import type { Deps } from '../../base/deps'
import { migrate } from '../../db/migrate'
import { createApp } from '../../runtime/app'
import { runUrgentJobs } from '../../runtime/jobs'
import type { RealPostgres } from '../database/real-postgres'
import { SCHEMA } from '../database/schema'
import { readSnapshot } from '../database/snapshot'
import { loadFixture } from '../model/fixture'
import { DISTRICT } from '../world/district'
import type { History } from './check-history'
import { createClients } from './clients'
import { createRushScenario, RUSH_FIXTURE } from './rush-scenario'

const PROCESSES = 4

/** Runs the rush scenario at several processes on one PostgreSQL, and returns its recorded history. */
export async function recordRush(real: RealPostgres, seed: number): Promise<History> {
  const db = real.open()
  await migrate(db, SCHEMA)
  await loadFixture(db, RUSH_FIXTURE)
  const clock = { now: RUSH_FIXTURE.now }
  const faults: string[] = []
  const process = (): Deps => ({
    db: real.open(),
    now: () => clock.now,
    random: (bytes) => randomBytes(bytes),
    log: (event) => faults.push(JSON.stringify(event)),
    demo: false,
    district: DISTRICT,
    strikes: STRIKE_RULE,
  })
  const all = Array.from({ length: PROCESSES }, process)
  const clients = createClients(
    all.map((one) => createApp(one)),
    clock,
  )
  for (const step of createRushScenario(clients, seed)) {
    const calls = step()
    // Every process has its timer.
    await Promise.all([calls, ...all.map(runUrgentJobs)])
    await runUrgentJobs({ db, now: () => clock.now })
  }
  if (faults.length) throw new Error(faults.join('\n'))
  return { log: clients.log, end: await readSnapshot(db) }
}
