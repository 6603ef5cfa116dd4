import type { Endpoint } from '@core/contract/endpoint'
import { type EndpointName, endpoints } from '@core/contract/endpoints'
import { openApi } from './openapi'

type Operation = {
  operationId: string
  parameters?: { name: string; in: string }[]
  responses: Record<string, unknown>
  requestBody?: object
  description?: string
  security?: object[]
}
const document = JSON.parse(JSON.stringify(openApi())) as {
  openapi: string
  paths: Record<string, Record<string, Operation>>
}
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
)

test('the document is valid OpenAPI 3.1', async () => {
  // An ES module: a static import would be turned into a require of it.
  const { Validator } = await import('@seriousme/openapi-schema-validator')
  const validator = new Validator()
  expect(await validator.validate(document)).toEqual({ valid: true })
  expect(validator.version).toBe('3.1')
})

test('the document has one operation for every row of the contract, and no others', () => {
  expect(operations.map(({ operation }) => operation.operationId).sort()).toEqual(Object.keys(endpoints).sort())
})

test.each(Object.entries(endpoints) as [string, Endpoint][])(
  '%s is documented as in the contract',
  (name, endpoint) => {
    const found = operations.find(({ operation }) => operation.operationId === name)
    expect([found?.method, found?.path]).toEqual([
      endpoint.method.toLowerCase(),
      endpoint.path.replace(/:(\w+)/g, '{$1}'),
    ])
    const {
      responses,
      parameters = [],
      requestBody,
    }: Operation = found?.operation ?? { operationId: '', responses: {} }
    expect(Object.keys(responses)).toContain(String(endpoint.status))
    expect('409' in responses).toBe(endpoint.refusals.length > 0)
    expect(requestBody !== undefined).toBe(endpoint.body !== undefined)
    expect(parameters.some((one) => one.name === 'Idempotency-Key')).toBe(endpoint.idempotent === true)
    expect(parameters.filter((one) => one.in === 'path').map((one) => `{${one.name}}`)).toEqual(
      found?.path.match(/\{\w+\}/g) ?? [],
    )
  },
)

describe('who may call', () => {
  const of = (name: EndpointName) => {
    const found = operations.find(({ operation }) => operation.operationId === name)?.operation
    const { responses, description, security } = found as Operation
    const extensions = Object.fromEntries(Object.entries(found ?? {}).filter(([key]) => key.startsWith('x-')))
    return { ...extensions, description, security, hides: '404' in responses }
  }
  test('anyone, without a login', () => {
    expect(of('stations')).toEqual({
      'x-who': 'anyone',
      description: 'Public: no login needed.',
      security: [],
      hides: false,
    })
  })
  test('any logged-in person', () => {
    expect(of('me')).toEqual({ 'x-who': 'person', description: 'Any logged-in person.', hides: false })
  })
  test('a role at the place', () => {
    expect(of('roster')).toEqual({
      'x-who': 'role',
      'x-act': 'attend',
      'x-at': 'session',
      description: 'Roles that may attend (staff, station, street, district) at the station of the session.',
      hides: true,
    })
    expect(of('card')).toMatchObject({ 'x-who': 'role', 'x-act': 'attend', 'x-at': 'booking', 'x-or-own': true })
  })
  test('the owner', () => {
    expect(of('cancel')).toEqual({
      'x-who': 'owner',
      'x-own': 'booking',
      description: 'Any logged-in person, for a booking of their own.',
      hides: true,
    })
  })
  test('every operation declares it', () => {
    const undeclared = operations.filter(({ operation }) => !operation.description || !('x-who' in operation))
    expect(undeclared).toEqual([])
  })
})
