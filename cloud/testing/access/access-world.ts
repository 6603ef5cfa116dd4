import type { Endpoint } from '@core/contract/endpoint'
import { type EndpointName, endpoints } from '@core/contract/endpoints'
import type { Db } from '../../db/port'
import { openMigrated } from '../database/image'
import { newIdempotencyKey } from '../world/idempotency-key'
import { openWorld, type World } from '../world/world'
import { bearerOf, CALLERS, type CallerName, insertCallers } from './callers'
import { SAMPLES } from './samples'
import { createAllThings, type Things, WHICH, type Which } from './things'

/** An answer without its request id, which always differs. `queries`: number of database statements. */
type Reply = { status: number; body: unknown; headers: Record<string, string>; queries: number }

export const NAMES = Object.keys(endpoints) as EndpointName[]
/** Whether a request of this row names a thing, which may be the caller's, another's or missing. */
export const namesThing = (name: EndpointName): boolean => typeof SAMPLES[name] === 'function'

export type AccessWorld = {
  world: World
  things: Record<Which, Things>
  /** Sends one request. Its effects stay. */
  ask: (name: EndpointName, who: CallerName, which?: Which) => Promise<Reply>
  /** Runs `work` and rolls back its effects. */
  rolledBack: <T>(work: () => Promise<T>) => Promise<T>
  close: () => Promise<void>
}

/** Opens a district with a caller in every role and a thing of every kind, and counts the database statements. */
export async function openAccessWorld(): Promise<AccessWorld> {
  const inner = await openMigrated()
  let queries = 0
  const db: Db = {
    ...inner,
    query(text, params) {
      queries++
      return inner.query(text, params)
    },
  }
  const world = await openWorld(db)
  await insertCallers(world)
  const things = await createAllThings(world)
  return {
    world,
    things,
    async ask(name, who, which = 'here') {
      const { method, path }: Endpoint = endpoints[name]
      const sample = SAMPLES[name]
      const { id = '', query, body } = typeof sample === 'function' ? sample(things[which]) : sample
      const address = `${path.replace(/:\w+/, String(id))}${query ? `?${query}` : ''}`
      const before = queries
      const answer = await world.ask(method, address, body, { ...newIdempotencyKey(), ...bearerOf(who) })
      const { 'x-request-id': _, ...headers } = Object.fromEntries(answer.headers)
      const { requestId: __, ...rest } = answer.body ?? {}
      return { status: answer.status, body: rest, headers, queries: queries - before }
    },
    // PGlite has one connection, so every statement of `work` is within the transaction.
    async rolledBack(work) {
      await inner.query('begin', [])
      try {
        return await work()
      } finally {
        await inner.query('rollback', [])
      }
    },
    close: () => world.close(),
  }
}

export type AnswerMatrix = Record<CallerName, Record<Which, Reply>>

/** Sends the row's request as every caller about every thing. */
export async function askEveryone({ ask, rolledBack }: AccessWorld, name: EndpointName): Promise<AnswerMatrix> {
  const answers: Partial<AnswerMatrix> = {}
  for (const who of CALLERS) {
    const replies: Partial<Record<Which, Reply>> = {}
    for (const which of namesThing(name) ? WHICH : (['here'] as const))
      replies[which] = await rolledBack(() => ask(name, who, which))
    answers[who] = replies as Record<Which, Reply>
  }
  return answers as AnswerMatrix
}
