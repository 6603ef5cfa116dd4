import * as v from 'valibot'
import type { LogEvent } from '../util/log-event'
import { APIS, type Api } from './apis'
import type { WechatRequest, WechatResponse, WechatTransport } from './ask'
import { type Action, type Errcode, planOf } from './codes'

export type WechatFailure = { ok: false; code: Errcode; action: Action; wait?: number }
export type Answer<T> = { ok: true; value: T } | WechatFailure
type Read<T> = v.GenericSchema<unknown, T>
/** One call, retried where that is safe. `read` is the schema of the answer; all other fields are dropped. */
export type Call = <T>(api: Api, asked: WechatRequest, read: Read<T>) => Promise<Answer<T>>

/** Apart from db/retry.ts: each API declares after which of WeChat's errors it may be retried, and after how long. */
const ATTEMPTS = 3
/** Longest backoff that is waited for here; for a longer one the failure goes to the caller. */
const WAIT_MOST_MS = 500
const BRACE = 0x7b
const RID = /rid: ([0-9a-f-]{1,40})/

/** A JSON answer, or the bytes of a picture. */
function parse(bytes: Uint8Array): unknown {
  if (bytes[0] !== BRACE) return { picture: bytes }
  try {
    // A msgid can exceed the safe integers of JSON.parse, so it is read as a string.
    return JSON.parse(new TextDecoder().decode(bytes).replace(/"msgid"\s*:\s*(\d+)/, '"msgid":"$1"'))
  } catch {
    return undefined
  }
}

const Failure = v.object({ errcode: v.pipe(v.number(), v.notValue(0)), errmsg: v.optional(v.string(), '') })

type Understood<T> = { value: T } | { code: Errcode; rid?: string | undefined }

function understand<T>(response: WechatResponse, read: Read<T>): Understood<T> {
  if ('silence' in response) return { code: response.silence }
  const json = parse(response.bytes)
  const failed = v.safeParse(Failure, json)
  // Of WeChat's errmsg only the request id is logged: the rest may contain an openid.
  if (failed.success) return { code: failed.output.errcode, rid: RID.exec(failed.output.errmsg)?.[1] }
  const good = v.safeParse(read, json)
  return good.success ? { value: good.output } : { code: 'garbled' }
}

/** Is it certain that WeChat did nothing? */
const isRefused = (code: Errcode): boolean => typeof code === 'number' || code === 'unreachable'

function mayRepeat(api: Api, { code, action, wait }: WechatFailure): boolean {
  const { repeat } = APIS[api]
  if (action !== 'retry' || (wait ?? 0) > WAIT_MOST_MS) return false
  return repeat === 'always' || (repeat === 'refused' && isRefused(code))
}

export function createCall(
  ask: WechatTransport,
  pause: (ms: number) => Promise<void>,
  log: (event: LogEvent) => void,
  timeout: (ms: number) => AbortSignal,
): Call {
  return async (api, asked, read) => {
    const signal = timeout(APIS[api].within)
    for (let attempt = 1; ; attempt++) {
      const answer = understand(await ask(api, asked, signal), read)
      if ('value' in answer) return { ok: true, value: answer.value }
      const { code, rid } = answer
      const { known, ...plan } = planOf(api, code)
      const refused: WechatFailure = { ok: false, code, ...plan }
      log({ event: known ? 'wechat' : 'wechat-unknown-code', api, code, action: plan.action, attempt, rid })
      if (attempt === ATTEMPTS || !mayRepeat(api, refused)) return refused
      await pause((plan.wait ?? 0) * 2 ** (attempt - 1))
      if (signal.aborted) return refused
    }
  }
}
