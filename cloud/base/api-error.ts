import type { ErrorCode } from '@core/contract/error'

/** An error of the caller: ends the request with this code and the HTTP status of that code (`ERRORS`). */
export class ApiError extends Error {
  override name = 'ApiError'
  constructor(
    readonly code: ErrorCode,
    /** The offending field, or which header. */
    readonly where?: string,
    /** Whole seconds until a retry makes sense, if known (`Retry-After`). */
    readonly after?: number,
  ) {
    super(code)
  }
}
