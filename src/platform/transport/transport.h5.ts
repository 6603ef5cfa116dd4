import { NoSignal, type Request, type Response } from '@core/contract/transport'
import { cloudAt } from '@/platform/app/env'

const TIMEOUT_MS = 10_000
/** A request with a file in it: it takes long to send, and to work on. */
const FILE_LETTERS = 64 * 1024
const FILE_TIMEOUT_MS = 120_000

/** Transport over fetch. */
export async function send({ path, method, headers, body }: Request): Promise<Response> {
  try {
    const response = await fetch(cloudAt + path, {
      method,
      headers,
      signal: AbortSignal.timeout((body?.length ?? 0) > FILE_LETTERS ? FILE_TIMEOUT_MS : TIMEOUT_MS),
      // We send the ETag ourselves; the browser's cache would hide the 304.
      cache: 'no-store',
      ...(body === undefined ? {} : { body }),
    })
    const text = await response.text()
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers.entries()),
      body: text ? JSON.parse(text) : undefined,
    }
  } catch (fault) {
    throw new NoSignal(String(fault))
  }
}
