import type { Result } from '@core/base/refusal'
import type { Answer, CheckedInput, Endpoint } from '@core/contract/endpoint'
import type { EndpointName, Endpoints } from '@core/contract/endpoints'
import type { Language } from '@core/words/say'
import type { Caller } from '../base/caller'
import type { WxIdentity } from '../base/wx-identity'
import type { Found } from './access/access'

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
