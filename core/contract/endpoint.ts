import type { GenericSchema, InferInput, InferOutput } from 'valibot'
import * as v from 'valibot'
import type { RefusalCode } from '../base/refusal'
import type { LimitedKind } from './limits'
import type { Who } from './who'

export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'

/** A file answer: text or bytes. `name`: the file name to download as; absent where it is shown inline. */
export const FileAnswer = v.object({
  body: v.union([v.string(), v.instance(Uint8Array)]),
  name: v.optional(v.string()),
  /** Media type of this answer, where the row only names a family of types. */
  type: v.optional(v.string()),
})
export type FileAnswer = InferOutput<typeof FileAnswer>

/** Media types of file answers. `text/*` is UTF-8. */
export type FileType =
  | 'application/json'
  | 'text/calendar'
  | 'text/csv'
  | 'image/*'
  | 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** One endpoint of the contract. It drives the route, the phone's typed call and the OpenAPI document. */
export type Endpoint = {
  method: Method
  /** For instance `/api/bookings/:id`; the names after `:` are the keys of `params`. */
  path: string
  summary: string
  /** Who may call it; enforced before the handler runs (`cloud/runtime/access`). */
  who: Who
  params?: GenericSchema<Record<string, unknown>>
  query?: GenericSchema<Record<string, unknown>>
  body?: GenericSchema
  /**
   * Requires an Idempotency-Key header: a repeat with the same key has no further effect and returns the stored answer.
   */
  idempotent?: true
  /**
   * Naturally idempotent: a repeat has no further effect and gets the same answer, so a lost request may be retried.
   */
  repeatable?: true
  /**
   * Open to anyone, but what it answers is not: a token, or the data of whoever has the address. What is open only to some
   * is personal without saying so.
   */
  personal?: true
  /** Counted apart from other calls as well, with a stricter limit (`core/contract/limits.ts`). */
  limit?: LimitedKind
  /** Bytes of its body where that may be larger than others; only whoever may do the act at all gets it read. */
  bodyMost?: number
  status: 200 | 201
  answer: GenericSchema
  /** Media type where the answer is not JSON. The answer is then a FileAnswer and supports If-None-Match. */
  type?: FileType
  /** The address names the content, so that an answer may be stored for ever. */
  immutable?: true
  /** Refusals it may answer with 409, beyond the errors that every endpoint has. */
  refusals: readonly RefusalCode[]
}

/** Whether the answer is the same for everybody. Any other must not be stored by a cache. */
export const isPublic = ({ who, personal }: Pick<Endpoint, 'who' | 'personal'>): boolean =>
  who === 'anyone' && !personal

/** Dry-run flag of a body: change nothing, and answer what would change. */
export const dryRun = v.optional(v.boolean())

/** Identity function that keeps each endpoint's literal type. */
export const row = <const E extends Endpoint>(endpoint: E): E => endpoint

type In<S> = S extends GenericSchema ? InferInput<S> : undefined
type Out<S> = S extends GenericSchema ? InferOutput<S> : undefined

/** Input of a client call. Parts that the endpoint does not declare cannot be passed. */
export type CallInput<E extends Endpoint> = (E['params'] extends GenericSchema ? { params: In<E['params']> } : object) &
  (E['query'] extends GenericSchema ? { query?: In<E['query']> } : object) &
  (E['body'] extends GenericSchema ? { body: In<E['body']> } : object) &
  (E['idempotent'] extends true ? { key: string } : object)

export type Answer<E extends Endpoint> = InferOutput<E['answer']>

/** Validated input of the cloud's handler. */
export type CheckedInput<E extends Endpoint> = {
  params: Out<E['params']>
  query: Out<E['query']>
  body: Out<E['body']>
  key: E['idempotent'] extends true ? string : undefined
}
