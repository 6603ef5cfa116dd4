import { createClient } from './client'
import { NoSignal, type Request, type Response } from './transport'

const noPause = { now: () => 0, pause: async () => undefined }

/** Fake cloud with a fixed answer; records its requests. */
function fakeCloud(answer: Partial<Response> = {}, token?: string) {
  const requests: Request[] = []
  const send = async (request: Request): Promise<Response> => {
    requests.push(request)
    return { status: 200, headers: {}, body: {}, ...answer }
  }
  return { call: createClient(send, () => token, noPause), requests }
}
const problem = { code: 'not-found', message: '没有找到。', requestId: '00' }

test('path parameters are encoded', async () => {
  const { call, requests } = fakeCloud()
  await call('station', { params: { id: '../me?x=1#y 张' } })
  expect(requests[0]?.path).toBe('/api/stations/..%2Fme%3Fx%3D1%23y%20%E5%BC%A0')
})

test('a query omits undefined values and encodes the rest', async () => {
  const { call, requests } = fakeCloud()
  await call('sessions', { query: { station: 'hp001,hp099', from: '2026-11-23T08:00:00+08:00', to: undefined } })
  await call('sessions', {})
  await call('sessions', { query: { to: undefined } })
  expect(requests.map(({ path }) => path)).toEqual([
    '/api/sessions?station=hp001%2Chp099&from=2026-11-23T08%3A00%3A00%2B08%3A00',
    '/api/sessions',
    '/api/sessions',
  ])
})

test('a booking is sent with key, login and body', async () => {
  const { call, requests } = fakeCloud({ status: 201, body: { booking: {} } }, 'the-token')
  const body = { session: 'hp001.talk-2611231400', people: ['00000000-0000-4000-8000-000000000001'] }
  const result = await call('book', { body, key: 'key-of-mine' })
  expect(result.ok).toBe(true)
  expect(requests[0]).toEqual({
    method: 'POST',
    path: '/api/bookings',
    headers: {
      authorization: 'Bearer the-token',
      'idempotency-key': 'key-of-mine',
      'content-type': 'application/json',
    },
    body: JSON.stringify(body),
  })
})

test('without login, key and body none of them is sent', async () => {
  const { call, requests } = fakeCloud()
  await call('stations', {})
  expect(requests[0]).toEqual({ method: 'GET', path: '/api/stations', headers: {} })
})

test('a 304 is reported as unchanged', async () => {
  const { call, requests } = fakeCloud({ status: 304, body: undefined })
  expect(await call('sync', { query: { since: 'p.0123456789abcdef' } })).toEqual({ ok: 'unchanged' })
  expect(requests).toEqual([{ method: 'GET', path: '/api/sync?since=p.0123456789abcdef', headers: {} }])
})

test('a refusal has its reason', async () => {
  const body = { code: 'refused', message: '满了', requestId: '00', refusal: 'full', left: 0 }
  const { call } = fakeCloud({ status: 409, body })
  const result = await call('cancel', { params: { id: 'hp001.0123456789abcdef' } })
  expect(result).toMatchObject({
    ok: false,
    status: 409,
    why: { refusal: 'full', left: 0 },
    problem: { code: 'refused' },
  })
})

test('an error is a problem without a reason', async () => {
  const { call } = fakeCloud({ status: 404, body: problem })
  const result = await call('station', { params: { id: 'hp404' } })
  expect(result).toEqual({ ok: false, status: 404, problem })
})

test.each([
  ['an HTML page of a gateway', { status: 502, body: '<html>Bad gateway</html>' }],
  ['an empty body', { status: 504, body: undefined }],
  ['null', { status: 500, body: null }],
  ['JSON of another service', { status: 403, body: { error: 'denied' } }],
  ['a code that is not a string', { status: 403, body: { code: 17 } }],
  ['the login page of a hotel’s network', { status: 200, body: '<html>Welcome</html>' }],
])('%s counts as no answer: the outcome of the request is unknown', async (_what, answer) => {
  const { call } = fakeCloud(answer)
  await expect(call('bookings', {})).rejects.toThrow(NoSignal)
})

test('a success status other than the contract’s is not a success', async () => {
  const { call } = fakeCloud({ status: 200, body: { booking: {} } })
  await expect(
    call('book', { body: { session: 'hp001.talk-2611231400', people: [] }, key: 'key-of-mine' }),
  ).rejects.toThrow(NoSignal)
})

test('NoSignal is passed on', async () => {
  const call = createClient(
    async () => {
      throw new NoSignal('offline')
    },
    () => undefined,
    noPause,
  )
  await expect(call('me', {})).rejects.toThrow(NoSignal)
})

describe('a retry', () => {
  const answers = (...all: (Partial<Response> | NoSignal)[]) => {
    const requests: Request[] = []
    const pauses: number[] = []
    const send = async (request: Request): Promise<Response> => {
      requests.push(request)
      const next = all[requests.length - 1]
      if (next instanceof Error) throw next
      return { status: 201, headers: {}, body: { booking: {} }, ...next }
    }
    const pause = async (ms: number) => void pauses.push(ms)
    return { call: createClient(send, () => 'held', { now: () => 0, pause }), requests, pauses }
  }
  const bookingRequest = { body: { session: 'hp001.talk-2611231400', people: [] }, key: 'key-of-mine' }
  test('sends the identical request, also after an HTML page of a gateway', async () => {
    const { call, requests } = answers(new NoSignal('gone'), { status: 502, body: '<html>Bad gateway</html>' }, {})
    expect(await call('book', bookingRequest)).toMatchObject({ ok: true })
    expect(requests).toHaveLength(3)
    expect(new Set(requests.map((one) => JSON.stringify(one))).size).toBe(1)
    expect(requests[2]?.headers['idempotency-key']).toBe('key-of-mine')
  })
  test('waits for Retry-After of an overloaded cloud, or of a limit', async () => {
    const overloaded = { status: 503, headers: { 'retry-after': '3' }, body: { code: 'unavailable' } }
    const withHeader = answers(overloaded, {})
    expect(await withHeader.call('book', bookingRequest)).toMatchObject({ ok: true })
    expect(withHeader.pauses).toEqual([3_000])
    const limited = answers({ ...overloaded, status: 429 }, {})
    expect(await limited.call('book', bookingRequest)).toMatchObject({ ok: true })
    expect(limited.pauses).toEqual([3_000])
    for (const headers of [{}, { 'retry-after': 'Fri, 27 Nov 2026 10:00:00 GMT' }] as Response['headers'][]) {
      const without = answers({ ...overloaded, headers }, {})
      expect(await without.call('book', bookingRequest)).toMatchObject({ ok: false, status: 503 })
      expect(without.pauses).toEqual([])
    }
  })
  test('is not made after a refusal', async () => {
    const { call, requests } = answers({ status: 409, body: { ...problem, refusal: 'full', left: 0 } }, {})
    expect(await call('book', bookingRequest)).toMatchObject({ ok: false, why: { refusal: 'full' } })
    expect(requests).toHaveLength(1)
  })
})
