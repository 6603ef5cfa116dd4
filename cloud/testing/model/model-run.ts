import { deepStrictEqual, strictEqual } from 'node:assert'
import type { Instant } from '@core/base/time'
import fc from 'fast-check'
import type { Deps } from '../../base/deps'
import { readSnapshot, snapshotOf } from '../database/snapshot'
import type { State } from '../reference/state'
import { answerTo, type Call } from './call'
import { comparableAnswer, type HttpAnswer } from './comparable-answer'
import type { Fixture } from './fixture'

/** A run of the cloud and the reference, side by side. */
export type Model = {
  stage: Fixture
  state: State
  now: Instant
  requests: (Call & { kind: 'book' })[]
  /** What each key was answered first, to the letter. */
  texts: Map<string, string>
}
export type ModelRun = {
  deps: Deps
  clock: { now: Instant }
  ask: (call: Call) => Promise<HttpAnswer>
  runWaitlistJobs: () => Promise<void>
}
export type ModelCommand = fc.AsyncCommand<Model, ModelRun>

/** A move that is always possible; afterwards the database is what the reference is. */
export const command = <T>(
  name: string,
  how: fc.Arbitrary<T>,
  run: (model: Model, play: ModelRun, given: T) => Promise<void>,
): fc.Arbitrary<ModelCommand> =>
  how.map((given) => {
    const told = () => (name === 'rest' ? '·' : `${name} ${JSON.stringify(given)}`)
    return {
      check: () => true,
      run: async (model: Model, play: ModelRun) => {
        await run(model, play, given)
        deepStrictEqual(await readSnapshot(play.deps.db), snapshotOf(model.state))
      },
      toString: told,
      [fc.toStringMethod]: told,
    }
  })

/** Calls at the same moment. The cloud takes them together, and answers as if one came after the other. */
export async function callTogether(model: Model, play: ModelRun, calls: readonly Call[]): Promise<void> {
  const heard = await Promise.all(calls.map(play.ask))
  for (const [at, call] of calls.entries()) {
    const real = heard[at] as HttpAnswer
    const gist = comparableAnswer(real)
    const id = 'id' in gist.body ? String(gist.body.id) : ''
    const { state, answer } = answerTo(model.state, call, model.now, id)
    deepStrictEqual(gist, answer)
    model.state = state
    if (call.kind !== 'book' || answer.status === 404 || answer.status === 422) continue
    const key = `${call.booker} ${call.key}`
    strictEqual(real.text, model.texts.get(key) ?? real.text)
    model.texts.set(key, real.text)
    if (!model.requests.some((wish) => wish.key === call.key)) model.requests.push(call)
  }
}
export const callOnce = (model: Model, play: ModelRun, call: Call): Promise<void> => callTogether(model, play, [call])
