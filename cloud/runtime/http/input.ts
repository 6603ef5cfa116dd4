import type { Endpoint } from '@core/contract/endpoint'
import { type BaseIssue, type GenericSchema, getDotPath, safeParse } from 'valibot'
import { ApiError } from '../../base/api-error'

const KEY = /^[\x21-\x7e]{8,128}$/

/** The request as sent, not validated yet. The body is read only if the endpoint has one. */
export type RawInput = {
  key: string | undefined
  params: unknown
  query: unknown
  body: () => Promise<ArrayBuffer | Uint8Array>
}

/**
 * Path of the field at fault. In a failed union, that of the most useful option: where a value is present rather than
 * missing. Its path begins at the union.
 */
function pathOf(issue: BaseIssue<unknown>): string {
  const own = getDotPath(issue)
  const within = issue.type === 'union' ? issue.issues : undefined
  const found = within?.find(({ received }) => received !== 'undefined') ?? within?.[0]
  return [own, found && pathOf(found)].filter(Boolean).join('.')
}

/** What was expected, by the innermost issue; for a value that is no field of anything. */
function expectedOf(issue: BaseIssue<unknown>): string | undefined {
  const [first] = (issue.type === 'union' && issue.issues) || []
  return first ? expectedOf(first) : (issue.expected ?? undefined)
}

function checked(schema: GenericSchema, value: unknown, otherwise: 'bad-input' | 'not-found' = 'bad-input'): unknown {
  const result = safeParse(schema, value, { abortEarly: true })
  if (result.success) return result.output
  const [issue] = result.issues
  throw new ApiError(otherwise, pathOf(issue) || expectedOf(issue))
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

async function readBody(body: RawInput['body']): Promise<unknown> {
  const bytes = await body()
  try {
    return JSON.parse(utf8.decode(bytes))
  } catch {
    throw new ApiError('not-json')
  }
}

/** Validated input of an endpoint; throws ApiError otherwise. A malformed id in the path answers `not-found`. */
export async function checkInput(endpoint: Endpoint, raw: RawInput) {
  const key = endpoint.idempotent ? raw.key : undefined
  const params = endpoint.params ? checked(endpoint.params, raw.params, 'not-found') : undefined
  const query = endpoint.query ? checked(endpoint.query, raw.query) : undefined
  const body = endpoint.body ? checked(endpoint.body, await readBody(raw.body)) : undefined
  if (endpoint.idempotent && !key) throw new ApiError('key-needed')
  if (key !== undefined && !KEY.test(key)) throw new ApiError('bad-input', 'Idempotency-Key')
  return { key, params, query, body }
}
