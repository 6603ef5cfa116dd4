import type { Method } from './endpoint'

export type Request = { method: Method; path: string; headers: Record<string, string>; body?: string }
/** Names of headers are small letters. */
export type Response = { status: number; headers: Record<string, string>; body: unknown }
/** One exchange with the cloud; throws `NoSignal` when there was none. */
export type Send = (request: Request) => Promise<Response>

/** The request may or may not have arrived: what is safe may be asked again, with the same key (insist.ts). */
export class NoSignal extends Error {
  override name = 'NoSignal'
}
