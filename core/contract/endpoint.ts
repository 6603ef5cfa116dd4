import type { GenericSchema, InferInput, InferOutput } from 'valibot'
import * as v from 'valibot'
import type { RefusalCode } from '../base/refusal'
import type { Who } from './who'

export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'

/** A file: its text or its bytes; `name` where it is to be kept rather than shown. */
export const FileAnswer = v.object({
  body: v.union([v.string(), v.instance(Uint8Array)]),
  name: v.optional(v.string()),
})
export type FileAnswer = InferOutput<typeof FileAnswer>

/** The files there are. What is `text/` is UTF-8. */
export type FileType =
  | 'application/json'
  | 'text/calendar'
  | 'text/csv'
  | 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** One row of the contract: what drives the route, the phone's typed call and the OpenAPI document. */
export type Endpoint = {
  method: Method
  /** `/api/bookings/:id`; the names after `:` are the keys of `params`. */
  path: string
  summary: string
  /** Who may call it; enforced before the handler runs (`cloud/access`). */
  who: Who
  params?: GenericSchema<Record<string, unknown>>
  query?: GenericSchema<Record<string, unknown>>
  body?: GenericSchema
  /** Asks for an Idempotency-Key: sent again with the same one, it happens once. */
  idempotent?: true
  /** Asked twice it is as if asked once, and the second answer is the first: one that was lost may be asked again. */
  repeatable?: true
  status: 200 | 201
  answer: GenericSchema
  /** What the answer is where it is no JSON: then it is a FileAnswer, and can be asked for with If-None-Match. */
  type?: FileType
  /** The noes it may answer with 409, beyond the errors that every endpoint has. */
  refusals: readonly RefusalCode[]
}

/** In a body: change nothing, and answer what would change. */
export const dryRun = v.optional(v.boolean())

/** Keeps each row's own type. */
export const row = <const E extends Endpoint>(endpoint: E): E => endpoint

type In<S> = S extends GenericSchema ? InferInput<S> : undefined
type Out<S> = S extends GenericSchema ? InferOutput<S> : undefined

/** What the phone hands in; what is not asked for cannot be given. */
export type CallInput<E extends Endpoint> = (E['params'] extends GenericSchema ? { params: In<E['params']> } : object) &
  (E['query'] extends GenericSchema ? { query?: In<E['query']> } : object) &
  (E['body'] extends GenericSchema ? { body: In<E['body']> } : object) &
  (E['idempotent'] extends true ? { key: string } : object)

export type Answer<E extends Endpoint> = InferOutput<E['answer']>

/** What the cloud's handler is handed, checked. */
export type CheckedInput<E extends Endpoint> = {
  params: Out<E['params']>
  query: Out<E['query']>
  body: Out<E['body']>
  key: E['idempotent'] extends true ? string : undefined
}
