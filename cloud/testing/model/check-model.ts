import { deepStrictEqual } from 'node:assert'
import { STRIKE_RULE } from '@core/booking/strike'
import fc from 'fast-check'
import type { Deps } from '../../base/deps'
import { seededRandom } from '../../demo/seeded-random'
import { createApp } from '../../runtime/app'
import { findViolations } from '../../runtime/invariants/find-violations'
import { runUrgentJobs } from '../../runtime/jobs'
import { DISTRICT } from '../world/district'
import { requestOf } from './call'
import { commands } from './commands'
import { clearFixture, type Fixture, initialState, tokenOf } from './fixture'
import type { Model, ModelRun } from './model-run'

/** The cloud over one database for all runs; `reset` clears the data and restarts clock and randomness. */
function openRun(db: Deps['db'], fixture: Fixture) {
  const clock = { now: fixture.now }
  let random = seededRandom(0)
  const deps: Deps = {
    db,
    now: () => clock.now,
    random: (bytes) => Uint8Array.from({ length: bytes }, () => Math.floor(random() * 256)),
    log: (event) => {
      if (event.event === 'fault') throw new Error(String(event.error))
    },
    demo: false,
    district: DISTRICT,
    strikes: STRIKE_RULE,
  }
  const app = createApp(deps)
  const real: ModelRun = {
    deps,
    clock,
    runWaitlistJobs: () => runUrgentJobs(deps),
    async ask(call) {
      const { who, method, path, body, headers = {} } = requestOf(call)
      const response = await app.request(path, {
        method,
        headers: { authorization: `Bearer ${tokenOf(who)}`, ...headers },
        ...(body ? { body: JSON.stringify(body) } : {}),
      })
      return { status: response.status, text: await response.text() }
    },
  }
  return {
    reset: async (): Promise<{ model: Model; real: ModelRun }> => {
      clock.now = fixture.now
      random = seededRandom(20261125)
      await clearFixture(db, fixture)
      const model: Model = { fixture, state: initialState(fixture), now: fixture.now, requests: [], texts: new Map() }
      return { model, real }
    },
  }
}

/** Model-based test: `runs` runs of fifty commands each, from one seed. The first run that fails is shrunk. */
export function checkModel(db: Deps['db'], fixture: Fixture, how: { runs: number; seed: number; quick?: boolean }) {
  const { reset } = openRun(db, fixture)
  const property = fc.asyncProperty(commands, async (all) => {
    await fc.asyncModelRun(reset, all)
    deepStrictEqual(await findViolations(db), {})
  })
  return fc.check(property, { numRuns: how.runs, seed: how.seed, endOnFailure: how.quick ?? false })
}
