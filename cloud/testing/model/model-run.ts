import { deepStrictEqual, strictEqual } from 'node:assert'
import type { Instant } from '@core/base/time'
import fc from 'fast-check'
import type { Deps } from '../../base/deps'
import { readSnapshot, snapshotOf } from '../database/snapshot'
import type { State } from '../reference/state'
import { answerTo, type Call } from './call'
import { comparableAnswer, type HttpAnswer } from './comparable-answer'
import type { Fixture } from './fixture'

/** One run of the reference model; `ModelRun` is the cloud beside it. */
export type Model = {
  fixture: Fixture
  state: State
  now: Instant
  requests: (Call & { kind: 'book' })[]
  /** The text of the answer to each key, as the reference model has it. */
  texts: Map<string, string>
}
export type ModelRun = {
  deps: Deps
  clock: { now: Instant }
  ask: (call: Call) => Promise<HttpAnswer>
  runWaitlistJobs: () => Promise<void>
}
export type ModelCommand = fc.AsyncCommand<Model, ModelRun>

/** A command that can always run; afterwards the database must equal the reference model. */
export const command = <T>(
  name: string,
  how: fc.Arbitrary<T>,
  run: (model: Model, real: ModelRun, given: T) => Promise<void>,
): fc.Arbitrary<ModelCommand> =>
  how.map((given) => {
    const text = () => (name === 'rest' ? '·' : `${name} ${JSON.stringify(given)}`)
    return {
      check: () => true,
      run: async (model: Model, real: ModelRun) => {
        await run(model, real, given)
        deepStrictEqual(await readSnapshot(real.deps.db), snapshotOf(model.state))
      },
      toString: text,
      [fc.toStringMethod]: text,
    }
  })

/** Concurrent calls. The cloud batches them, and must answer as if they came one after the other. */
export async function callTogether(model: Model, real: ModelRun, calls: readonly Call[]): Promise<void> {
  const answers = await Promise.all(calls.map(real.ask))
  for (const [at, call] of calls.entries()) {
    const response = answers[at] as HttpAnswer
    const actual = comparableAnswer(response)
    const id = 'id' in actual.body ? String(actual.body.id) : ''
    const { state, answer } = answerTo(model.state, call, model.now, id)
    deepStrictEqual(actual, answer)
    const before = model.state
    model.state = state
    if (call.kind !== 'book' || answer.status === 404 || answer.status === 422) continue
    const key = `${call.booker} ${call.key}`
    // An answer that was judged anew has another text.
    if (before.keys[key] === state.keys[key]) strictEqual(response.text, model.texts.get(key))
    model.texts.set(key, response.text)
    if (!model.requests.some((request) => request.key === call.key)) model.requests.push(call)
  }
}
export const callOnce = (model: Model, real: ModelRun, call: Call): Promise<void> => callTogether(model, real, [call])
