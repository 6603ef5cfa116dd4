import type { Endpoint } from '@core/contract/endpoint'
import { type EndpointName, endpoints } from '@core/contract/endpoints'
import type { Who } from '@core/contract/who'
import type { GenericSchema } from 'valibot'
import { bearerOf, CALLERS, type CallerName } from '../access/callers'
import { SAMPLES, type Sample } from '../access/samples'
import type { Things, Which } from '../access/things'
import type { MoreSamples } from './fuzz-samples'
import { generate, type Means } from './generate'
import { type Part, partOf } from './part'
import { HOSTILE_BODIES, HOSTILE_TEXTS } from './values'

export type FuzzRequest = {
  name: EndpointName
  who: CallerName
  method: string
  address: string
  headers: Record<string, string>
  body?: string
}

/** How likely a caller is one who may, and a thing is one that exists here. */
const ALLOWED = 0.75
const HERE = 0.7

/** The parts of each row's request, read once. */
const PARTS = new Map<GenericSchema, Part>()
function partFor(schema: GenericSchema): Part {
  const known = PARTS.get(schema) ?? partOf(schema)
  PARTS.set(schema, known)
  return known
}

/** Callers who may, of the things of one station. */
function allowed(who: Who, which: Which): readonly CallerName[] {
  const isThere = which === 'there'
  if (typeof who === 'string') return CALLERS
  if ('act' in who) return isThere ? ['otherStation', 'otherStreet', 'district'] : ['station', 'street', 'district']
  if (who.own === 'role-code') return isThere ? ['otherStation'] : ['station']
  return isThere ? ['neighbour'] : ['resident']
}

/** Percent-encodes any value as text; lone surrogates, which encodeURIComponent rejects, are replaced. */
const encoded = (value: unknown): string => {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return encodeURIComponent(Buffer.from(text ?? '', 'utf8').toString())
}

function queryOf(values: unknown): string {
  if (typeof values !== 'object' || values === null) return encoded(values)
  const pairs = Object.entries(values).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((one) => `${encoded(name)}=${encoded(one)}`),
  )
  return pairs.join('&')
}

function headersOf({ idempotent, method }: Endpoint, { dice, wild }: Means): Record<string, string> {
  const key = dice.chance(wild / 4) ? dice.pick(['', 'x', 'x'.repeat(200), 'a b', '~~~~~~~~']) : `key-${dice.int(1e9)}`
  return {
    ...(idempotent ? { 'idempotency-key': dice.chance(0.1) ? 'key-again-1' : key } : {}),
    ...(dice.chance(0.1) ? { 'accept-language': dice.pick(['zh-HK', 'en', 'x'.repeat(500), ',;q=,']) } : {}),
    ...(dice.chance(0.05) ? { 'if-none-match': dice.pick(['*', '"x"', ',,']) } : {}),
    ...(method !== 'GET' ? { 'content-type': 'application/json' } : {}),
  }
}

/** The one parameter in a path. */
function paramOf(params: GenericSchema, id: unknown, means: Means): unknown {
  const [name = ''] = Object.keys((params as unknown as { entries: object }).entries)
  const values = generate(partFor(params), { [name]: id }, { ...means, wild: means.wild / 4 })
  return (values as Record<string, unknown> | null)?.[name] ?? id
}

/** A request of this row: like its sample, of a caller and a thing of the seeded world, changed by the dice. */
export function requestOf(
  name: EndpointName,
  { things, more }: { things: Record<Which, Things>; more: MoreSamples },
  means: Means,
): FuzzRequest {
  const { dice, wild } = means
  const endpoint: Endpoint = endpoints[name]
  const which = dice.chance(HERE) ? 'here' : dice.pick(['there', 'missing', 'absent'] as const)
  const usual = SAMPLES[name]
  const others = which === 'here' ? more[name] : undefined
  const sample: Sample & { by?: CallerName } =
    others && dice.chance(0.6) ? dice.pick(others) : typeof usual === 'function' ? usual(things[which]) : usual
  const { id, query: search = '', body: sent, by } = sample
  const who = dice.chance(ALLOWED) ? (by ?? dice.pick(allowed(endpoint.who, which))) : dice.pick(CALLERS)
  const { params, query, body } = endpoint
  const path = params ? endpoint.path.replace(/:\w+/, encoded(paramOf(params, id, means))) : endpoint.path
  const asked = query && queryOf(generate(partFor(query), Object.fromEntries(new URLSearchParams(search)), means))
  const text = !body
    ? undefined
    : dice.chance(wild / 8)
      ? dice.pick([...HOSTILE_BODIES, ...HOSTILE_TEXTS])
      : JSON.stringify(generate(partFor(body), sent, means))
  return {
    name,
    who,
    method: endpoint.method,
    address: asked ? `${path}?${asked}` : path,
    headers: { ...headersOf(endpoint, means), ...bearerOf(who) },
    ...(text === undefined ? {} : { body: text }),
  }
}
