import * as v from 'valibot'
import type { LogEvent } from '../util/log-event'
import { APIS, type Api } from './apis'
import type { WechatRequest, WechatResponse, WechatTransport } from './ask'
import { type Action, type Errcode, planOf } from './codes'

export type WechatFailure = { ok: false; code: Errcode; action: Action; wait?: number }
export type Answer<T> = { ok: true; value: T } | WechatFailure
type Read<T> = v.GenericSchema<unknown, T>
/** One call, repeated where that is safe. Of the answer only what `read` names is taken. */
export type Call = <T>(api: Api, asked: WechatRequest, read: Read<T>) => Promise<Answer<T>>

/** Not a retry of ours (db/retry.ts): each call says which of WeChat's answers it may be repeated after, and how long to wait. */
const ATTEMPTS = 3
/** What would take longer is not waited for here. */
const WAIT_MOST_MS = 500
const BRACE = 0x7b
const RID = /rid: ([0-9a-f-]{1,40})/

/** A JSON answer, or the picture that it is. */
function parse(bytes: Uint8Array): unknown {
  if (bytes[0] !== BRACE) return { picture: bytes }
  try {
    // A message's number is larger than what JSON.parse keeps apart.
    return JSON.parse(new TextDecoder().decode(bytes).replace(/"msgid"\s*:\s*(\d+)/, '"msgid":"$1"'))
  } catch {
    return undefined
  }
}

const Failure = v.object({ errcode: v.pipe(v.number(), v.notValue(0)), errmsg: v.optional(v.string(), '') })

type Said<T> = { value: T } | { code: Errcode; rid?: string | undefined }

function understand<T>(heard: WechatResponse, read: Read<T>): Said<T> {
  if ('silence' in heard) return { code: heard.silence }
  const json = parse(heard.bytes)
  const failed = v.safeParse(Failure, json)
  // Of WeChat's words only the number of the request is kept: the others may name somebody.
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
): Call {
  return async (api, asked, read) => {
    const signal = AbortSignal.timeout(APIS[api].within)
    for (let attempt = 1; ; attempt++) {
      const said = understand(await ask(api, asked, signal), read)
      if ('value' in said) return { ok: true, value: said.value }
      const { code, rid } = said
      const { known, ...plan } = planOf(api, code)
      const refused: WechatFailure = { ok: false, code, ...plan }
      log({ event: known ? 'wechat' : 'wechat-unknown-code', api, code, action: plan.action, attempt, rid })
      if (attempt === ATTEMPTS || !mayRepeat(api, refused)) return refused
      await pause((plan.wait ?? 0) * 2 ** (attempt - 1))
      if (signal.aborted) return refused
    }
  }
}
