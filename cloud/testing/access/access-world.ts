import type { Endpoint } from '@core/contract/endpoint'
import { type EndpointName, endpoints } from '@core/contract/endpoints'
import { openPglite } from '../../db/pglite'
import type { Db } from '../../db/port'
import { newIdempotencyKey } from '../world/idempotency-key'
import { openWorld, type World } from '../world/world'
import { bearerOf, CALLERS, type CallerName, enterCast } from './callers'
import { SAMPLES } from './samples'
import { makeThings, type Things, WHICH, type Which } from './things'

/** Without what differs between any two answers. `queries`: statements that the database was asked. */
type Reply = { status: number; body: unknown; headers: Record<string, string>; queries: number }

export const NAMES = Object.keys(endpoints) as EndpointName[]
/** Does a request of this row name something that may be there, another's, or missing? */
export const namesThing = (name: EndpointName): boolean => typeof SAMPLES[name] === 'function'

export type AccessWorld = {
  world: World
  things: Record<Which, Things>
  /** One request, with all its effects. */
  ask: (name: EndpointName, who: CallerName, which?: Which) => Promise<Reply>
  /** Runs something and takes its effects back. */
  undone: <T>(work: () => Promise<T>) => Promise<T>
  close: () => Promise<void>
}

/** A district with somebody in every role and something of everything, and a count of what the database is asked. */
export async function openAccessWorld(): Promise<AccessWorld> {
  const inner = await openPglite()
  let queries = 0
  const db: Db = {
    ...inner,
    query(text, params) {
      queries++
      return inner.query(text, params)
    },
  }
  const world = await openWorld(db)
  await enterCast(world)
  const things = await makeThings(world)
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
      const asked = queries - before
      const { 'x-request-id': _, ...headers } = Object.fromEntries(answer.headers)
      const { requestId: __, ...rest } = answer.body ?? {}
      return { status: answer.status, body: rest, headers, queries: asked }
    },
    // PGlite has one connection: all that is asked meanwhile is within the transaction.
    async undone(work) {
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

export type Walked = Record<CallerName, Record<Which, Reply>>

/** Everybody asks the row for everything. */
export async function walk({ ask, undone }: AccessWorld, name: EndpointName): Promise<Walked> {
  const walked: Partial<Walked> = {}
  for (const who of CALLERS) {
    const replies: Partial<Record<Which, Reply>> = {}
    for (const which of namesThing(name) ? WHICH : (['here'] as const))
      replies[which] = await undone(() => ask(name, who, which))
    walked[who] = replies as Record<Which, Reply>
  }
  return walked as Walked
}
