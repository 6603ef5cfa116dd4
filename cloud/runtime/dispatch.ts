import type { Result } from '@core/base/refusal'
import type { Answer, CheckedInput, Endpoint } from '@core/contract/endpoint'
import { type EndpointName, type Endpoints, endpoints } from '@core/contract/endpoints'
import type { Language } from '@core/words/say'
import type { FindCaller } from '../account/login/service'
import { ApiError } from '../base/api-error'
import type { Caller } from '../base/caller'
import type { WxIdentity } from '../base/wx-identity'
import type { Access, Found } from './access/access'
import { checkInput, type RawInput } from './http/input'

/** An answer kept from before, given again byte for byte. */
type StoredReply = { stored: { status: number; body: string } }
/** An answer that is the same for everybody, made once: its text, that pressed, and the tag by which it is known. */
export type CachedReply = { cached: { etag: string; text: string; gzip: Uint8Array<ArrayBuffer> } }

/** Whoever asks has it as it is. */
type Unchanged = { unchanged: true }

type HandlerInput<E extends Endpoint> = CheckedInput<E> & {
  caller: E['who'] extends 'anyone' ? Caller | undefined : Caller
  /** What the request is about, where its row declares that: looked up already, and the caller's to ask for. */
  found: Found<E>
  /** They came with a token, and it opens nothing any more. */
  ended: boolean
  /** Who WeChat's runtime says it is, in an event function; they may have no login yet. */
  wx: WxIdentity | undefined
  language: Language
  requestId: string
}
export type Reply<E extends Endpoint = Endpoint> = Result<Answer<E>> | StoredReply | CachedReply | Unchanged
type Handler<N extends EndpointName> = (asked: HandlerInput<Endpoints[N]>) => Promise<Reply<Endpoints[N]>>
/** Mapped over the rows themselves, so that an editor goes from a handler to its row, and from a row to its handler. */
export type Handlers<N extends EndpointName> = { [K in keyof Pick<Endpoints, N>]: Handler<K> }

/** One call as whatever carried it hands it over. */
export type IncomingCall = RawInput & {
  token: string | undefined
  wx?: WxIdentity | undefined
  language: Language
  requestId: string
}
export type Dispatch = (name: EndpointName, carried: IncomingCall) => Promise<Reply>

/**
 * Authentication, validation of the input, authorisation, and the handler, in this order; throws Wrong where it is the
 * caller's mistake. Knows no HTTP.
 */
export function createDispatch(findCaller: FindCaller, access: Access, handlers: Handlers<EndpointName>): Dispatch {
  return async (name, carried) => {
    const endpoint: Endpoint = endpoints[name]
    const { who } = endpoint
    const { token, wx, language, requestId } = carried
    const caller = token ? await findCaller(token) : undefined
    if (who !== 'anyone' && !caller) throw new ApiError('login-needed')
    const input = await checkInput(endpoint, carried)
    const found = caller && typeof who === 'object' ? await access(who, caller, input) : undefined
    const handler = handlers[name] as unknown as (asked: object) => Promise<Reply>
    return handler({ ...input, caller, found, ended: !!token && !caller, wx, language, requestId })
  }
}
