import type { Endpoint } from '@core/contract/endpoint'
import type { Context } from 'hono'
import { type GenericSchema, getDotPath, safeParse } from 'valibot'
import { Wrong } from './wrong'

const KEY = /^[\x21-\x7e]{8,128}$/

function checked(schema: GenericSchema, value: unknown, otherwise: 'bad-input' | 'not-found' = 'bad-input'): unknown {
  const result = safeParse(schema, value, { abortEarly: true })
  if (result.success) return result.output
  const issue = result.issues[0]
  throw new Wrong(otherwise, getDotPath(issue) ?? issue.expected ?? undefined)
}

async function readBody(c: Context): Promise<unknown> {
  const bytes = await c.req.arrayBuffer()
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw new Wrong('not-json')
  }
}

/** An array under a name given twice, so that the schema refuses it instead of one being picked in silence. */
function readQuery(c: Context): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(c.req.queries()).map(([name, values]) => [
      name,
      values.length === 1 ? (values[0] as string) : values,
    ]),
  )
}

/** Everything an endpoint asks for, sound; throws Wrong otherwise. An id that could not be one is a missing thing. */
export async function readInput(endpoint: Endpoint, c: Context) {
  const key = endpoint.keyed ? c.req.header('idempotency-key') : undefined
  const params = endpoint.params ? checked(endpoint.params, c.req.param(), 'not-found') : undefined
  const query = endpoint.query ? checked(endpoint.query, readQuery(c)) : undefined
  const body = endpoint.body ? checked(endpoint.body, await readBody(c)) : undefined
  if (endpoint.keyed && !key) throw new Wrong('key-needed')
  if (key !== undefined && !KEY.test(key)) throw new Wrong('bad-input', 'Idempotency-Key')
  return { key, params, query, body }
}
