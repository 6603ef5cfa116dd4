import { deepStrictEqual, strictEqual } from 'node:assert'
import type { Instant } from '@core/base/time'
import fc from 'fast-check'
import type { Deps } from '../../base/deps'
import { imageOf, readImage } from '../database/snapshot'
import type { State } from '../reference/state'
import { answerTo, type Call } from './call'
import { gistOf, type Heard } from './comparable-answer'
import type { Stage } from './fixture'

/** A run of the cloud and the reference, side by side. */
export type Model = {
  stage: Stage
  state: State
  now: Instant
  wishes: (Call & { kind: 'book' })[]
  /** What each key was answered first, to the letter. */
  texts: Map<string, string>
}
export type Play = {
  deps: Deps
  clock: { now: Instant }
  ask: (call: Call) => Promise<Heard>
  tend: () => Promise<void>
}
export type Move = fc.AsyncCommand<Model, Play>

/** A move that is always possible; afterwards the database is what the reference is. */
export const move = <T>(
  name: string,
  how: fc.Arbitrary<T>,
  run: (model: Model, play: Play, given: T) => Promise<void>,
): fc.Arbitrary<Move> =>
  how.map((given) => {
    const told = () => (name === 'rest' ? '·' : `${name} ${JSON.stringify(given)}`)
    return {
      check: () => true,
      run: async (model: Model, play: Play) => {
        await run(model, play, given)
        deepStrictEqual(await readImage(play.deps.db), imageOf(model.state))
      },
      toString: told,
      [fc.toStringMethod]: told,
    }
  })

/** Calls at the same moment. The cloud takes them together, and answers as if one came after the other. */
export async function many(model: Model, play: Play, calls: readonly Call[]): Promise<void> {
  const heard = await Promise.all(calls.map(play.ask))
  for (const [at, call] of calls.entries()) {
    const real = heard[at] as Heard
    const gist = gistOf(real)
    const id = 'id' in gist.body ? String(gist.body.id) : ''
    const { state, answer } = answerTo(model.state, call, model.now, id)
    deepStrictEqual(gist, answer)
    model.state = state
    if (call.kind !== 'book' || answer.status === 404 || answer.status === 422) continue
    const key = `${call.booker} ${call.key}`
    strictEqual(real.text, model.texts.get(key) ?? real.text)
    model.texts.set(key, real.text)
    if (!model.wishes.some((wish) => wish.key === call.key)) model.wishes.push(call)
  }
}
export const one = (model: Model, play: Play, call: Call): Promise<void> => many(model, play, [call])
