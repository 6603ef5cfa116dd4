import { ERRORS, type ErrorCode } from '@core/contract/error'
import { sayError } from '@core/contract/error-text'
import { languageOf } from './language'

type Told = { requestId: string; accepts?: string | undefined; where?: string; after?: number }

/** An error answer where there is no app to give it: the request reaches none, or its database is not open. */
export function problem(code: ErrorCode, { requestId, accepts, where, after }: Told): Response {
  const message = sayError(languageOf(accepts), code)
  const body = { code, message, requestId, ...(where ? { where } : {}) }
  const headers = { 'content-type': 'application/json', ...(after ? { 'retry-after': String(after) } : {}) }
  return new Response(JSON.stringify(body), { status: ERRORS[code], headers })
}
