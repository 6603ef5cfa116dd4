import { randomBytes } from 'node:crypto'
import { type CalledAnswer, CalledEvent } from '@core/contract/event'
import { safeParse } from 'valibot'
import { readIdentity, type WxIdentity } from '../../base/wx-identity'
import { describeFault } from '../../util/fault'
import { problem } from '../http/problem'
import type { Log } from '../process/log'

/** `createApp`'s `fetch`, with the caller's identity beside the request. */
export type Fetch = (request: Request, known: { wx: WxIdentity | undefined }) => Response | Promise<Response>

/**
 * Hop-by-hop headers, dropped: there is no connection, a length could be false, and the response is not decompressed.
 */
const HOP_BY_HOP = ['accept-encoding', 'connection', 'content-length', 'host', 'transfer-encoding']
const IS_TEXT = /^text\/|json/

function requestOf({ path, method, headers, body }: CalledEvent): Request {
  const sent = new Headers(headers)
  for (const name of HOP_BY_HOP) sent.delete(name)
  return new Request(`http://cloud${path}`, { method, headers: sent, ...(method === 'GET' ? {} : { body }) })
}

async function answerOf(response: Response): Promise<CalledAnswer> {
  const bytes = Buffer.from(await response.arrayBuffer())
  const head = { status: response.status, headers: Object.fromEntries(response.headers) }
  const isText = bytes.length === 0 || IS_TEXT.test(response.headers.get('content-type') ?? '')
  return isText ? { ...head, body: bytes.toString() } : { ...head, body: bytes.toString('base64'), base64: true }
}

/**
 * `exports.main` of an event function. `open` runs once per instance, and again after a failure. The caller's identity
 * comes from `contextOf` alone, never from the event.
 */
export function createMain(open: () => Promise<Fetch>, contextOf: () => Record<string, unknown>, log: Log) {
  let opened: Promise<Fetch> | undefined
  return async (event: unknown): Promise<CalledAnswer> => {
    // Read first: the runtime stores the caller in the process's environment, and the next call overwrites it.
    const wx = readIdentity(contextOf())
    const read = safeParse(CalledEvent, event, { abortEarly: true })
    const requestId = randomBytes(8).toString('hex')
    if (!read.success) return answerOf(problem('bad-input', { requestId, where: 'event' }))
    opened ??= open()
    let fetch: Fetch
    try {
      fetch = await opened
    } catch (fault) {
      opened = undefined
      log({ event: 'no-start', requestId, error: describeFault(fault) })
      const accepts = read.output.headers['accept-language']
      return answerOf(problem('unavailable', { requestId, accepts, after: 2 }))
    }
    return answerOf(await fetch(requestOf(read.output), { wx }))
  }
}
