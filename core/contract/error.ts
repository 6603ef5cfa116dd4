import * as v from 'valibot'

/**
 * Error codes and their HTTP status: the request itself is at fault, or the cloud. A refusal answers a valid request.
 */
export const ERRORS = {
  'bad-input': 400,
  'not-json': 400,
  'key-needed': 400,
  'bad-code': 400,
  'login-needed': 401,
  'not-found': 404,
  'wrong-method': 405,
  'too-large': 413,
  'unknown-host': 421,
  'key-reused': 422,
  'too-many-requests': 429,
  fault: 500,
  unavailable: 503,
} as const
export type ErrorCode = keyof typeof ERRORS
export const ERROR_CODES = Object.keys(ERRORS) as ErrorCode[]

/**
 * Body of every answer that is not a success. `message` is for people; `requestId` finds the line in the cloud's log.
 */
export const Problem = v.object({
  code: v.string(),
  message: v.string(),
  requestId: v.string(),
  /** Path of the invalid field, with `bad-input`. */
  where: v.optional(v.string()),
})
export type Problem = v.InferOutput<typeof Problem>
