import type { Result } from '@core/base/refusal'
import type { Answer, CheckedInput, Endpoint } from '@core/contract/endpoint'
import type { EndpointName, Endpoints } from '@core/contract/endpoints'
import type { Language } from '@core/words/say'
import type { Caller } from '../base/caller'
import type { WxIdentity } from '../base/wx-identity'
import type { Found } from './access/access'

/** A stored answer to an idempotency key, replayed byte for byte. */
type StoredReply = { stored: { status: number; body: string } }
/** An answer that is the same for everybody, rendered once: its text, that text gzipped, and its ETag. */
export type CachedReply = { cached: { etag: string; text: string; gzip: Uint8Array<ArrayBuffer> } }

/** 304: the caller already has the current version. */
type Unchanged = { unchanged: true }

type HandlerInput<E extends Endpoint> = CheckedInput<E> & {
  caller: E['who'] extends 'anyone' ? Caller | undefined : Caller
  /** The subject of the request, if its row declares one: already looked up and authorised. */
  found: Found<E>
  /** The request carried a token that is no longer valid. */
  ended: boolean
  /** The WeChat identity of the caller, in an event function only; they may have no login yet. */
  wx: WxIdentity | undefined
  /** Scheme, host and port of the request as the client named them: not to be trusted but where they are loopback. */
  origin: string | undefined
  language: Language
  requestId: string
}
export type Reply<E extends Endpoint = Endpoint> = Result<Answer<E>> | StoredReply | CachedReply | Unchanged
type Handler<N extends EndpointName> = (asked: HandlerInput<Endpoints[N]>) => Promise<Reply<Endpoints[N]>>
/** Mapped over the rows themselves, so that go-to-definition works from a handler to its row and back. */
export type Handlers<N extends EndpointName> = { [K in keyof Pick<Endpoints, N>]: Handler<K> }
