import { MINUTE } from '@core/base/time'
import type { Endpoint } from '@core/contract/endpoint'
import { endpoints } from '@core/contract/endpoints'
import { Problem } from '@core/contract/error'
import { REQUEST_LIFE } from '@core/contract/retry'
import { type ConversionConfig, toJsonSchema } from '@valibot/to-json-schema'
import type { GenericSchema } from 'valibot'
import { tellWho } from './access/told'

/** A check of a text's length in letters (core/base/text.ts), which JSON Schema counts as code points too. */
const isSized = (action: object): action is { letters: { least: number; most: number } } => 'letters' in action

/** Checks that JSON Schema cannot express still apply: the document promises no more than the cloud accepts. */
const config: ConversionConfig = {
  typeMode: 'input',
  errorMode: 'ignore',
  overrideAction: ({ valibotAction, jsonSchema }) => {
    if (!isSized(valibotAction)) return undefined
    const { least, most } = valibotAction.letters
    return { ...jsonSchema, ...(least ? { minLength: least } : {}), maxLength: most }
  },
}

function schemaOf(schema: GenericSchema) {
  const { $schema: _dialect, ...rest } = toJsonSchema(schema, config)
  return rest
}

type Located = { in: 'path' | 'query'; schema: GenericSchema | undefined }
function parametersOf({ in: place, schema }: Located) {
  if (!schema) return []
  const { properties = {}, required = [] } = schemaOf(schema)
  return Object.entries(properties).map(([name, one]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: one,
  }))
}

const KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  required: true,
  description: `A retry with the same key is executed once and gets the same bytes, of a refusal for ${REQUEST_LIFE / MINUTE} minutes`,
  schema: { type: 'string', minLength: 8, maxLength: 128 },
}

function refusalSchema(codes: readonly string[]) {
  const { properties, required, type } = schemaOf(Problem)
  const added = { code: { const: 'refused' }, refusal: { enum: codes } }
  return { type, properties: { ...properties, ...added }, required: [...(required ?? []), 'refusal'] }
}

const json = (schema: object) => ({ 'application/json': { schema } })
/** Binary content has no schema (OpenAPI 3.1, media types). */
const answerOf = ({ type, answer }: Endpoint) =>
  type ? { [type]: type.startsWith('text/') ? { schema: { type: 'string' } } : {} } : json(schemaOf(answer))
const problem = {
  description: 'An error; `code` says which',
  content: json({ $ref: '#/components/schemas/Problem' }),
}

const notFound = {
  ...problem,
  description: 'Missing, or forbidden to the caller: 404, not 403, so that existence is not disclosed',
}

function operationOf(name: string, endpoint: Endpoint) {
  const parameters = [
    ...parametersOf({ in: 'path', schema: endpoint.params }),
    ...parametersOf({ in: 'query', schema: endpoint.query }),
    ...(endpoint.idempotent ? [KEY] : []),
  ]
  return {
    operationId: name,
    summary: endpoint.summary,
    ...tellWho(endpoint.who),
    ...(endpoint.who === 'anyone' ? { security: [] } : {}),
    ...(parameters.length ? { parameters } : {}),
    ...(endpoint.body ? { requestBody: { required: true, content: json(schemaOf(endpoint.body)) } } : {}),
    responses: {
      [endpoint.status]: { description: 'Done', content: answerOf(endpoint) },
      ...(endpoint.refusals.length
        ? {
            409: {
              description: 'Refused by a rule; `refusal` says which',
              content: json(refusalSchema(endpoint.refusals)),
            },
          }
        : {}),
      ...(typeof endpoint.who === 'object' ? { 404: notFound } : {}),
      '4XX': problem,
      '5XX': problem,
    },
  }
}

/** The contract as OpenAPI 3.1, generated from the schemas that validate the requests. */
export function openApi() {
  const paths: Record<string, Record<string, object>> = {}
  for (const [name, endpoint] of Object.entries(endpoints) as [string, Endpoint][]) {
    const path = endpoint.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operationOf(name, endpoint) }
  }
  return {
    openapi: '3.1.0',
    info: { title: '一刻 · Yike', version: '0.1.0', license: { name: 'MIT', identifier: 'MIT' } },
    servers: [{ url: '/' }],
    security: [{ login: [] }],
    paths,
    components: {
      securitySchemes: { login: { type: 'http', scheme: 'bearer' } },
      schemas: { Problem: schemaOf(Problem) },
    },
  }
}
