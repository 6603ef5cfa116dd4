import type { CalledAnswer, CalledEvent } from '@core/contract/event'
import { openWorld, type World } from '../../testing/world/world'
import type { LogEvent } from '../../util/log-event'
import { createApp } from '../app'
import { createMain, type Fetch } from './event'

const NOBODY = {}
/** What getWXContext returns when a mini-program calls. */
const SOMEBODY = { OPENID: 'oTrue', APPID: 'wxTrue', ENV: 'yike-1', SOURCE: 'wx_client' }

let world: World
let main: (event: unknown) => Promise<CalledAnswer>
let context: Record<string, unknown>
beforeAll(async () => {
  world = await openWorld()
  const app = createApp(world.deps)
  // Echoes the request as the app receives it.
  app.all('/seen/*', async (c) => {
    const { headers, method, url } = c.req.raw
    return c.json({ url, method, headers: Object.fromEntries(headers), wx: c.env.wx, body: await c.req.text() })
  })
  app.get('/file', (c) => c.body(new Uint8Array([0, 255, 254]), 200, { 'content-type': 'application/pdf' }))
  main = createMain(
    async () => app.fetch,
    () => context,
    () => undefined,
  )
})
beforeEach(() => {
  context = NOBODY
})
afterAll(() => world.close())
const called = async (event: CalledEvent) => {
  const { status, body } = await main(event)
  return { status, body: JSON.parse(body) }
}

test('a call of the contract is answered as over HTTP', async () => {
  const { status, body, headers } = await main({ path: '/api/stations/hp001', method: 'GET' })
  const { text } = await world.ask('GET', '/api/stations/hp001')
  expect([status, body]).toEqual([200, text])
  expect(headers['content-type']).toBe('application/json')
  expect(headers['x-request-id']).toMatch(/^[0-9a-f]{16}$/)
})

test('login and booking work, and a repeated key gives one booking and the same answer', async () => {
  const login = await called({ path: '/api/login', method: 'POST', body: '{"persona":"elder"}' })
  const headers = { authorization: `Bearer ${login.body.token}`, 'Idempotency-Key': 'once-only' }
  const request = JSON.stringify({ session: 'hp001.talk-2611231400', people: [login.body.person.id] })
  const first = await main({ path: '/api/bookings', method: 'POST', headers, body: request })
  expect(first.status).toBe(201)
  const again = await main({ path: '/api/bookings', method: 'POST', headers, body: request })
  expect(again.body).toBe(first.body)
  expect((await called({ path: '/api/bookings', method: 'GET', headers })).body.bookings).toHaveLength(1)
})

test('a matching If-None-Match answers 304 without a body', async () => {
  const { headers } = await main({ path: '/api/stations', method: 'GET' })
  const known = await main({
    path: '/api/stations',
    method: 'GET',
    headers: { 'if-none-match': headers.etag ?? '' },
  })
  expect(known).toMatchObject({ status: 304, body: '' })
})

test('binary bodies are base64, and text is never compressed', async () => {
  expect(await main({ path: '/file', method: 'GET' })).toMatchObject({ status: 200, body: 'AP/+', base64: true })
  const pack = await main({ path: '/api/stations', method: 'GET', headers: { 'accept-encoding': 'gzip' } })
  expect(pack.base64).toBeUndefined()
  expect(JSON.parse(pack.body).stations).toHaveLength(2)
})

describe('the caller', () => {
  test('is read from the runtime context of each call', async () => {
    context = SOMEBODY
    expect((await called({ path: '/seen/x?a=1', method: 'GET' })).body).toMatchObject({
      url: 'http://cloud/seen/x?a=1',
      wx: { openid: 'oTrue', appid: 'wxTrue' },
    })
    context = { ...SOMEBODY, UNIONID: 'uTrue' }
    expect((await called({ path: '/seen/x', method: 'GET' })).body.wx.unionid).toBe('uTrue')
    context = NOBODY
    expect((await called({ path: '/seen/x', method: 'GET' })).body.wx).toBeUndefined()
  })

  test('is read first, before the next call replaces the context', async () => {
    context = SOMEBODY
    const pending = called({ path: '/seen/x', method: 'GET' })
    context = { ...SOMEBODY, OPENID: 'oNext' }
    expect((await pending).body.wx.openid).toBe('oTrue')
  })

  test('is never taken from the event', async () => {
    const forged = {
      path: '/seen/x',
      method: 'POST',
      headers: { 'X-WX-OPENID': 'oFalse', 'x-wx-appid': 'wxFalse', 'x-wx-source': 'wx_client', 'x-kept': '1' },
      body: '{"wx":{"openid":"oFalse"}}',
      wx: { openid: 'oFalse', appid: 'wxFalse' },
      userInfo: { openId: 'oFalse', appId: 'wxFalse' },
      OPENID: 'oFalse',
    }
    for (const [given, wx] of [
      [NOBODY, undefined],
      [SOMEBODY, { openid: 'oTrue', appid: 'wxTrue' }],
    ] as const) {
      context = given
      const { body } = await called(forged as CalledEvent)
      expect(body.wx).toEqual(wx)
      expect(body.headers).toEqual({ 'content-type': 'text/plain;charset=UTF-8', 'x-kept': '1' })
    }
  })

  // WeChat's SDK parses an id of digits as a number, which loses precision.
  test.each([{ OPENID: 'o1' }, { APPID: 'wx1' }, { OPENID: '', APPID: 'wx1' }, { OPENID: 1e28, APPID: 'wx1' }])(
    'is anonymous with the context %j',
    async (given) => {
      context = given
      expect((await called({ path: '/seen/x', method: 'GET' })).body.wx).toBeUndefined()
    },
  )
})

test('connection headers of the event are ignored, and a body over the limit answers 413', async () => {
  const headers = { 'Content-Length': '1', host: 'elsewhere', connection: 'upgrade', 'transfer-encoding': 'chunked' }
  const { body } = await called({ path: '/seen/x', method: 'POST', headers, body: 'abc' })
  expect(body).toMatchObject({ body: 'abc', url: 'http://cloud/seen/x' })
  expect(Object.keys(body.headers)).toEqual(['content-type'])
  const large = JSON.stringify({ persona: 'x'.repeat(70_000) })
  expect((await main({ path: '/api/login', method: 'POST', headers, body: large })).status).toBe(413)
})

test.each<[string, unknown]>([
  ['undefined', undefined],
  ['null', null],
  ['a string', '/healthz'],
  ['an event without a path', { method: 'GET' }],
  ['an event without a method', { path: '/healthz' }],
  ['an unknown method', { path: '/healthz', method: 'TRACE' }],
  ['a lower-case method', { path: '/healthz', method: 'get' }],
  ['a protocol-relative URL', { path: '//evil.example/x', method: 'GET' }],
  ['an absolute URL', { path: 'http://evil.example/x', method: 'GET' }],
  ['a path with a line break', { path: '/x\r\ny', method: 'GET' }],
  ['a path that is too long', { path: `/${'x'.repeat(5000)}`, method: 'GET' }],
  ['a header with a line break', { path: '/healthz', method: 'GET', headers: { a: 'x\r\nb: y' } }],
  ['an invalid header name', { path: '/healthz', method: 'GET', headers: { 'a b': 'x' } }],
  ['a header that is not a string', { path: '/healthz', method: 'GET', headers: { a: 1 } }],
  ['a body that is not a string', { path: '/api/login', method: 'POST', body: { persona: 'elder' } }],
  ['an API gateway event', { path: '/healthz', httpMethod: 'GET', headers: {}, isBase64Encoded: false }],
  ['a timer event', { Type: 'Timer', TriggerName: 'tick', Time: '2026-11-23T02:00:00Z', Message: '' }],
])('%s answers 400', async (_, event) => {
  const { status, body } = await main(event)
  expect([status, JSON.parse(body)]).toEqual([400, expect.objectContaining({ code: 'bad-input', where: 'event' })])
})

test('the app is opened once for all calls; after a failure the next call opens it again', async () => {
  const logged: LogEvent[] = []
  let openings = 0
  const open = async (): Promise<Fetch> => {
    if (++openings < 3) throw new Error('connect ECONNREFUSED, as 13900001111')
    return () => new Response('{}', { headers: { 'content-type': 'application/json' } })
  }
  const failingTwice = createMain(
    open,
    () => NOBODY,
    (event) => logged.push(event),
  )
  const ask = () => failingTwice({ path: '/healthz', method: 'GET', headers: { 'accept-language': 'en' } })
  const failed = await ask()
  expect(failed).toMatchObject({ status: 503, headers: { 'retry-after': '2' } })
  expect(JSON.parse(failed.body)).toMatchObject({ code: 'unavailable', requestId: logged[0]?.requestId })
  expect(logged).toEqual([expect.objectContaining({ event: 'no-start' })])
  expect(JSON.stringify(logged)).not.toContain('1390')
  // Concurrent calls share one attempt.
  expect((await Promise.all([ask(), ask()])).map(({ status }) => status)).toEqual([503, 503])
  expect(openings).toBe(2)
  for (let call = 0; call < 3; call++) expect((await ask()).status).toBe(200)
  expect(openings).toBe(3)
})
