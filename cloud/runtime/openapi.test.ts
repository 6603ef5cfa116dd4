import type { Endpoint } from '@core/contract/endpoint'
import { endpoints } from '@core/contract/endpoints'
import { openApi } from './openapi'

type Operation = {
  operationId: string
  parameters?: { name: string; in: string }[]
  responses: Record<string, unknown>
  requestBody?: object
}
const document = JSON.parse(JSON.stringify(openApi())) as {
  openapi: string
  paths: Record<string, Record<string, Operation>>
}
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
)

test('the document is sound OpenAPI 3.1', async () => {
  // An ES module: a static import would be turned into a require of it.
  const { Validator } = await import('@seriousme/openapi-schema-validator')
  const validator = new Validator()
  expect(await validator.validate(document)).toEqual({ valid: true })
  expect(validator.version).toBe('3.1')
})

test('it has one operation for every row of the contract, and none besides', () => {
  expect(operations.map(({ operation }) => operation.operationId).sort()).toEqual(Object.keys(endpoints).sort())
})

test.each(Object.entries(endpoints) as [string, Endpoint][])(
  '%s stands there as the contract has it',
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
