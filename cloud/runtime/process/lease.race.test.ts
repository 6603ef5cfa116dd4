import type { Db } from '../../db/port'
import { createMigrated, type RealPostgres } from '../../testing/database/real-postgres'
import { askTogether, createBarrier, intercepted, rewritten } from '../../testing/faults/fault-injection'
import { until } from '../../testing/faults/until'
import { DISTRICT } from '../../testing/world/district'
import type { Tenant } from '../tenant/tenant'
import { takeLease } from './lease'
import { startTimers } from './timers'

const PROCESSES = 6
const TAKE = /insert into job_lease/
let real: RealPostgres
beforeEach(async () => {
  real = await createMigrated()
})
afterEach(() => real.drop())

/** How many of the processes get a lease that all ask for at the same moment. */
async function takenTogether(through: (db: Db) => Db): Promise<number> {
  const barrier = createBarrier(PROCESSES)
  const processes = Array.from({ length: PROCESSES }, () => through(askTogether(real.open(), TAKE, barrier)))
  const answers = await Promise.all(processes.map((db, nth) => takeLease(db, `process-${nth}`)))
  return answers.filter(Boolean).length
}

test('of processes that ask at the same moment one gets the lease', async () => {
  expect(await takenTogether((db) => db)).toBe(1)
})

test('twin: without the condition on holder and end, all get it', async () => {
  const guard = 'where lease.holder = $2 or lease.until <= clock_timestamp()'
  expect(await takenTogether((db) => rewritten(db, TAKE, guard, ''))).toBe(PROCESSES)
})

/** A process whose jobs run on a pool of its own; `rounds` counts those of the urgent ones. */
function startProcess() {
  const rounds = { count: 0 }
  const db = intercepted(real.open(), /s\.waiting > 0/, (ask, text, params) => {
    rounds.count++
    return ask(text, params)
  })
  const deps = { db, district: DISTRICT, now: Date.now, random: (n: number) => new Uint8Array(n), log: () => undefined }
  const opened = { deps, fetch: () => new Response() } as unknown as Awaited<ReturnType<Tenant['open']>>
  return { rounds, stop: startTimers({ open: async () => opened, now: () => opened }) }
}

test('of several processes one runs the jobs; when it stops another takes over at once', async () => {
  const processes = Array.from({ length: 3 }, startProcess)
  const working = () => processes.filter(({ rounds }) => rounds.count > 0)
  await until(() => working().length > 0)
  const [first] = working()
  const before = first?.rounds.count ?? 0
  await until(() => (first?.rounds.count ?? 0) >= before + 2)
  expect(working()).toEqual([first])
  await first?.stop()
  await until(() => working().length === 2)
  await Promise.all(processes.map(({ stop }) => stop()))
  expect(await real.open().query('select 1 from job_lease', [])).toEqual([])
})
