import { deepStrictEqual } from 'node:assert'
import { STRIKE_RULE } from '@core/booking/strike'
import fc from 'fast-check'
import type { Deps } from '../../base/deps'
import { numbersFrom } from '../../demo/seeded-random'
import { createApp } from '../../runtime/app'
import { tendSoon } from '../../runtime/jobs'
import { findViolations } from '../database/invariants'
import { requestOf } from './call'
import { moves } from './commands'
import { clearStage, opening, type Stage, tokenOf } from './fixture'
import type { Model, Play } from './model-run'

/** The whole cloud over a database that stays; clock and randomness begin anew with each run. */
function openPlay(db: Deps['db'], stage: Stage) {
  const clock = { now: stage.now }
  let random = numbersFrom(0)
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
  const play: Play = {
    deps,
    clock,
    tend: () => tendSoon(deps),
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
    again: async (): Promise<{ model: Model; real: Play }> => {
      clock.now = stage.now
      random = numbersFrom(20261125)
      await clearStage(db, stage)
      const model: Model = { stage, state: opening(stage), now: stage.now, wishes: [], texts: new Map() }
      return { model, real: play }
    },
  }
}

/** So many runs of fifty moves each, all from one seed. The first run that fails is made as small as it gets. */
export function checkModel(db: Deps['db'], stage: Stage, how: { runs: number; seed: number; quick?: boolean }) {
  const { again } = openPlay(db, stage)
  const property = fc.asyncProperty(moves, async (all) => {
    await fc.asyncModelRun(again, all)
    deepStrictEqual(await findViolations(db), {})
  })
  return fc.check(property, { numRuns: how.runs, seed: how.seed, endOnFailure: how.quick ?? false })
}
