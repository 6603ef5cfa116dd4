import type { Instant } from '@core/base/time'
import type { Hono } from 'hono'
import type { Vars } from '../../runtime/http/mount'
import { type Call, type Request, requestOf } from '../model/call'
import type { Heard } from '../model/comparable-answer'
import { tokenOf } from '../model/fixture'
import type { Entry } from './call-log'

/** People at several processes of one cloud, who write down what they ask and hear. */
export type Callers = {
  log: Entry[]
  clock: { now: Instant }
  say: (call: Call) => Promise<Heard>
  /** The same call, at so many processes at once. */
  sayTwice: (call: Call) => Promise<Heard>
  /** Looked up, and not part of the history. */
  look: (who: string, path: string) => Promise<Heard>
}

export function createCallers(apps: readonly Hono<Vars>[], clock: { now: Instant }): Callers {
  const log: Entry[] = []
  let turn = 0
  const ask = async ({ who, method, path, body, headers }: Request): Promise<Heard> => {
    const app = apps[turn++ % apps.length] as Hono<Vars>
    const response = await app.request(path, {
      method,
      headers: { authorization: `Bearer ${tokenOf(who)}`, ...headers },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    return { status: response.status, text: await response.text() }
  }
  const say = async (call: Call): Promise<Heard> => {
    const now = clock.now
    const sent = performance.now()
    const heard = await ask(requestOf(call))
    log.push({ call, now, sent, answered: performance.now(), heard })
    return heard
  }
  return {
    log,
    clock,
    say,
    async sayTwice(call) {
      const [first] = await Promise.all([say(call), say(call)])
      return first as Heard
    },
    look: (who, path) => ask({ who, method: 'GET', path }),
  }
}
