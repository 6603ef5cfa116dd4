import type { ErrorCode } from '@core/contract/error'

/** The caller's mistake: ends the request with this error and its status. */
export class ApiError extends Error {
  override name = 'Wrong'
  constructor(
    readonly code: ErrorCode,
    readonly where?: string,
    /** Seconds after which it may be tried again, where that is known. */
    readonly after?: number,
  ) {
    super(code)
  }
}
