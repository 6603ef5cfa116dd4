import type { Endpoint } from '@core/contract/endpoint'
import { type BaseIssue, type GenericSchema, getDotPath, safeParse } from 'valibot'
import { ApiError } from '../../base/api-error'

const KEY = /^[\x21-\x7e]{8,128}$/

/** What was sent, not looked at yet. The body is read only where one is asked for. */
export type RawInput = {
  key: string | undefined
  params: unknown
  query: unknown
  body: () => Promise<ArrayBuffer | Uint8Array>
}

/** Of what may be one of several, it is wrong where something stands rather than where it is lacking. */
function innermost(issue: BaseIssue<unknown>): BaseIssue<unknown> {
  const within = issue.type === 'union' ? issue.issues : undefined
  const found = within?.find(({ received }) => received !== 'undefined') ?? within?.[0]
  return found ? innermost(found) : issue
}

function checked(schema: GenericSchema, value: unknown, otherwise: 'bad-input' | 'not-found' = 'bad-input'): unknown {
  const result = safeParse(schema, value, { abortEarly: true })
  if (result.success) return result.output
  const issue = innermost(result.issues[0])
  throw new ApiError(otherwise, getDotPath(issue) ?? issue.expected ?? undefined)
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

/** Everything an endpoint asks for, sound; throws Wrong otherwise. An id that could not be one is a missing thing. */
export async function checkInput(endpoint: Endpoint, raw: RawInput) {
  const key = endpoint.idempotent ? raw.key : undefined
  const params = endpoint.params ? checked(endpoint.params, raw.params, 'not-found') : undefined
  const query = endpoint.query ? checked(endpoint.query, raw.query) : undefined
  const body = endpoint.body ? checked(endpoint.body, await readBody(raw.body)) : undefined
  if (endpoint.idempotent && !key) throw new ApiError('key-needed')
  if (key !== undefined && !KEY.test(key)) throw new ApiError('bad-input', 'Idempotency-Key')
  return { key, params, query, body }
}
