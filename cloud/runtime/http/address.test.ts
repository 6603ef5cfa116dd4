import type { Endpoint } from '@core/contract/endpoint'
import { endpoints } from '@core/contract/endpoints'
import { footprint } from '../../testing/database/footprint'
import { openWorld, type World } from '../../testing/world/world'

let world: World
let before: Record<string, number>
beforeAll(async () => {
  world = await openWorld()
  before = await footprint(world.db)
})
afterEach(async () => expect(await footprint(world.db)).toEqual(before))
afterAll(() => world.close())
const statusAndCode = async (method: string, path: string, headers: Record<string, string> = {}) => {
  const { status, body } = await world.ask(method, path, undefined, headers)
  return [status, body?.code]
}

const rows = Object.values(endpoints) as Endpoint[]
const paths = [...new Set(rows.map(({ path }) => path))]
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND']

/** Whether a row has this path, also by its parameter: `/api/stations/near` could be the page of a station. */
const isAt = (row: Endpoint, path: string): boolean => new RegExp(`^${row.path.replace(/:\w+/g, '[^/]+')}$`).test(path)

describe.each(paths)('%s', (path) => {
  const known = rows.filter((row) => isAt(row, path)).map(({ method }) => method as string)
  test.each(METHODS.filter((method) => !known.includes(method)))('answers 405 to %s', async (method) => {
    expect(await statusAndCode(method, path.replace(':id', 'hp001'))).toEqual([405, 'wrong-method'])
  })
})

test.each([
  '/api',
  '/api/',
  '/api/nothing',
  '/api/stations/',
  '/api/stations/hp001/',
  '/api//stations',
  '/api/bookings/x/y/z',
  '/api/Stations',
  '/api/people/x/y',
  '/api/toString',
  '/photos',
  '/photos/',
  '/photos/x/y',
])('%s answers 404', async (path) => {
  for (const method of ['GET', 'POST', 'DELETE']) expect(await statusAndCode(method, path)).toEqual([404, 'not-found'])
})

test.each([
  '/api/stations/%',
  '/api/stations/%zz',
  '/api/stations/%c0%af',
  '/api/stations/%00',
  '/api/stations/..%2f..%2fetc%2fpasswd',
  '/api/stations/%2e%2e/logout',
  '/api/sessions/%ed%a0%80',
  '/api/sessions/hp001.%ff',
  '/api/stations/../../etc/passwd',
])('%s answers 404 or 405', async (path) => {
  const { status } = await world.ask('GET', path)
  expect([404, 405]).toContain(status)
})

test('HEAD is GET without the body', async () => {
  const { status, text, headers } = await world.ask('HEAD', '/api/stations')
  expect([status, text, headers.get('etag')]).toEqual([
    200,
    '',
    (await world.ask('GET', '/api/stations')).headers.get('etag'),
  ])
  expect((await world.ask('HEAD', '/api/me')).status).toBe(401)
})

describe('a query', () => {
  test.each([
    '/api/sessions?station=hp001&station=hp099',
    '/api/sessions?limit=1&limit=2',
    '/api/sessions?kind=care&kind=study',
    '/api/sessions?station[]=hp001&station=',
    '/api/sessions?from=',
    '/api/sessions?from=%00',
    '/api/sessions?from=%ff',
    '/api/sessions?cursor=%27%3b--',
    '/api/sessions?cursor=9999999999999999~a',
    '/api/sessions?limit=1e3',
    '/api/sessions?limit=-1',
    '/api/sessions?limit=99999999999999999999',
    '/api/sessions?from=0000-01-01',
    '/api/sessions?to=%2B275760-09-13',
    '/api/stations/near?lat=23&lat=24&lng=113',
    '/api/stations/near',
    '/api/stations/near?lat=NaN&lng=113',
    '/api/stations/near?lat=1e309&lng=113',
    '/api/stations/near?lat=-23&lng=113',
    '/api/stations/near?lat=%32%33&lng=1%2013',
    '/api/stations/near?lat=23.1&lng=113.5&kind=__proto__',
  ])('%s answers 400', async (path) => expect(await statusAndCode('GET', path)).toEqual([400, 'bad-input']))

  test('an unknown parameter is ignored', async () => {
    for (const more of ['__proto__=1', 'constructor=1', '__proto__[limit]=1', 'utm_source=x', '%', '=', '&&&']) {
      expect((await world.ask('GET', `/api/sessions?limit=1&${more}`)).status).toBe(200)
    }
  })
})

test('every answer has its request id', async () => {
  const { headers, body } = await world.ask('GET', '/api/nothing')
  expect(headers.get('x-request-id')).toBe(body.requestId)
})

test('a fault answers 500 without its cause, and is logged with it', async () => {
  const { query } = world.db
  world.deps.db.query = async () => {
    throw new Error('connection to 10.0.0.1 as postgres failed')
  }
  const { status, text, body } = await world.ask('GET', '/api/stations/hp001')
  const health = await world.ask('GET', '/healthz')
  world.deps.db.query = query
  expect([status, body.code, health.status]).toEqual([500, 'fault', 500])
  expect(text).not.toContain('postgres')
  expect(world.logged.find((event) => event.requestId === body.requestId)).toMatchObject({
    event: 'fault',
    path: '/api/stations/:id',
    error: expect.stringContaining('10.0.0.1'),
  })
  expect((await world.ask('GET', '/healthz')).body).toEqual({ ok: true, demo: true })
})
