import type { Instant } from '@core/base/time'
import type { Hono } from 'hono'
import type { Vars } from '../../base/vars'
import { type Call, type Request, requestOf } from '../model/call'
import type { HttpAnswer } from '../model/comparable-answer'
import { tokenOf } from '../model/fixture'
import type { CallRecord } from './call-log'

/** Clients of several processes of one cloud, which record their calls and answers. */
export type Clients = {
  log: CallRecord[]
  clock: { now: Instant }
  call: (request: Call) => Promise<HttpAnswer>
  /** The same call twice at once, at two processes. */
  callTwice: (request: Call) => Promise<HttpAnswer>
  /** A GET request that is not recorded. */
  get: (who: string, path: string) => Promise<HttpAnswer>
}

export function createClients(apps: readonly Hono<Vars>[], clock: { now: Instant }): Clients {
  const log: CallRecord[] = []
  let turn = 0
  const ask = async ({ who, method, path, body, headers }: Request): Promise<HttpAnswer> => {
    const app = apps[turn++ % apps.length] as Hono<Vars>
    const response = await app.request(path, {
      method,
      headers: { authorization: `Bearer ${tokenOf(who)}`, ...headers },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    return { status: response.status, text: await response.text() }
  }
  const call = async (request: Call): Promise<HttpAnswer> => {
    const now = clock.now
    const sent = performance.now()
    const heard = await ask(requestOf(request))
    log.push({ call: request, now, sent, answered: performance.now(), heard })
    return heard
  }
  return {
    log,
    clock,
    call,
    async callTwice(request) {
      const [first] = await Promise.all([call(request), call(request)])
      return first as HttpAnswer
    },
    get: (who, path) => ask({ who, method: 'GET', path }),
  }
}
