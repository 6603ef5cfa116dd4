import type { Answer, Checked, Endpoint } from '@core/contract/endpoint'
import { type EndpointName, type Endpoints, endpoints } from '@core/contract/endpoints'
import type { Verdict } from '@core/refusal'
import type { Language } from '@core/words/say'
import type { FindCaller } from '../login/service'
import type { Caller } from './caller'
import { checkInput, type RawInput } from './input'
import { Wrong } from './wrong'
import type { WxIdentity } from './wx-identity'

/** An answer kept from before, given again byte for byte. */
type Kept = { kept: { status: number; body: string } }
/** An answer that is the same for everybody, made once: its text, that pressed, and the tag by which it is known. */
export type Packed = { packed: { etag: string; text: string; gzip: Uint8Array<ArrayBuffer> } }

/** Whoever asks has it as it is. */
type Unchanged = { unchanged: true }

type Asked<E extends Endpoint> = Checked<E> & {
  caller: E['who'] extends 'anyone' ? Caller | undefined : Caller
  /** They came with a token, and it opens nothing any more. */
  ended: boolean
  /** Who WeChat's runtime says it is, in an event function; they may have no login yet. */
  wx: WxIdentity | undefined
  language: Language
  requestId: string
}
export type Reply<E extends Endpoint = Endpoint> = Verdict<Answer<E>> | Kept | Packed | Unchanged
type Handler<N extends EndpointName> = (asked: Asked<Endpoints[N]>) => Promise<Reply<Endpoints[N]>>
/** Mapped over the rows themselves, so that an editor goes from a handler to its row, and from a row to its handler. */
export type Handlers<N extends EndpointName> = { [K in keyof Pick<Endpoints, N>]: Handler<K> }

/** One call as whatever carried it hands it over. */
export type Carried = RawInput & {
  token: string | undefined
  wx?: WxIdentity | undefined
  language: Language
  requestId: string
}
export type Call = (name: EndpointName, carried: Carried) => Promise<Reply>

/** Who asks, whether what they ask is sound, and the answer; throws Wrong where it is their mistake. Knows no HTTP. */
export function createCall(findCaller: FindCaller, handlers: Handlers<EndpointName>): Call {
  return async (name, carried) => {
    const endpoint: Endpoint = endpoints[name]
    const { token, wx, language, requestId } = carried
    const caller = token ? await findCaller(token) : undefined
    if (endpoint.who !== 'anyone' && !caller) throw new Wrong('login-needed')
    const input = await checkInput(endpoint, carried)
    const handler = handlers[name] as unknown as (asked: object) => Promise<Reply>
    return handler({ ...input, caller, ended: !!token && !caller, wx, language, requestId })
  }
}
