import { randomBytes } from 'node:crypto'
import { STRIKE_RULE } from '@core/strike'
import { createApp } from '../../app'
import { migrate } from '../../db/migrate'
import type { Deps } from '../../deps'
import { tendSoon } from '../../tick'
import { readImage } from '../image'
import type { RealPostgres } from '../real-postgres'
import { SCHEMA } from '../schema'
import { setStage } from '../stage'
import { createCallers } from './callers'
import type { History } from './check'
import { createRush, STAGE } from './rush'

const PROCESSES = 4

/** A rush and the hours after it, at several processes on one PostgreSQL, as its callers tell it. */
export async function recordRush(real: RealPostgres, seed: number): Promise<History> {
  const db = real.open()
  await migrate(db, SCHEMA)
  await setStage(db, STAGE)
  const clock = { now: STAGE.now }
  const faults: string[] = []
  const process = (): Deps => ({
    db: real.open(),
    now: () => clock.now,
    random: (bytes) => randomBytes(bytes),
    log: (event) => faults.push(JSON.stringify(event)),
    demo: false,
    strikes: STRIKE_RULE,
  })
  const all = Array.from({ length: PROCESSES }, process)
  const callers = createCallers(all.map(createApp), clock)
  for (const hour of createRush(callers, seed)) {
    const calls = hour()
    // Every process has its timer.
    await Promise.all([calls, ...all.map(tendSoon)])
    await tendSoon({ db, now: () => clock.now })
  }
  if (faults.length) throw new Error(faults.join('\n'))
  return { log: callers.log, end: await readImage(db) }
}
