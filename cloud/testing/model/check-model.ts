import { deepStrictEqual } from 'node:assert'
import { STRIKE_RULE } from '@core/booking/strike'
import fc from 'fast-check'
import type { Deps } from '../../base/deps'
import { seededRandom } from '../../demo/seeded-random'
import { createApp } from '../../runtime/app'
import { runUrgentJobs } from '../../runtime/jobs'
import { findViolations } from '../database/invariants'
import { requestOf } from './call'
import { commands } from './commands'
import { clearFixture, type Fixture, initialState, tokenOf } from './fixture'
import type { Model, ModelRun } from './model-run'

/** The whole cloud over a database that stays; clock and randomness begin anew with each run. */
function openRun(db: Deps['db'], stage: Fixture) {
  const clock = { now: stage.now }
  let random = seededRandom(0)
  const deps: Deps = {
    db,
    now: () => clock.now,
    random: (bytes) => Uint8Array.from({ length: bytes }, () => Math.floor(random() * 256)),
    log: (event) => {
      if (event.event === 'fault') throw new Error(String(event.error))
    },
    demo: false,
    strikes: STRIKE_RULE,
  }
  const app = createApp(deps)
  const play: ModelRun = {
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
    play,
    again: async (): Promise<{ model: Model; real: ModelRun }> => {
      clock.now = stage.now
      random = seededRandom(20261125)
      await clearFixture(db, stage)
      const model: Model = { stage, state: initialState(stage), now: stage.now, requests: [], texts: new Map() }
      return { model, real: play }
    },
  }
}

/** So many runs of fifty moves each, all from one seed. The first run that fails is made as small as it gets. */
export function checkModel(db: Deps['db'], stage: Fixture, how: { runs: number; seed: number; quick?: boolean }) {
  const { again: restart } = openRun(db, stage)
  const property = fc.asyncProperty(commands, async (all) => {
    await fc.asyncModelRun(restart, all)
    deepStrictEqual(await findViolations(db), {})
  })
  return fc.check(property, { numRuns: how.runs, seed: how.seed, endOnFailure: how.quick ?? false })
}
