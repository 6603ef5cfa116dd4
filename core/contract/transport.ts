import type { Method } from './endpoint'

export type Request = { method: Method; path: string; headers: Record<string, string>; body?: string }
/** Header names are lower case. */
export type Response = { status: number; headers: Record<string, string>; body: unknown }
/** Sends one request; throws `NoSignal` when no answer came back. */
export type Send = (request: Request) => Promise<Response>

/** Header by which a built package names its district where its cloud is reached without a host name of the district. */
export const DISTRICT_HEADER = 'x-district'

/**
 * No answer: the request may or may not have arrived. Idempotent requests may be retried with the same key (retry.ts).
 */
export class NoSignal extends Error {
  override name = 'NoSignal'
}
