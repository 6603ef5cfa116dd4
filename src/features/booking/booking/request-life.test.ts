import type { Booking } from '@core/booking/booking'
import { NoSignal } from '@core/contract/transport'

const MINUTE = 60_000
const mockStorage = new Map<string, string>()
const mockClock = { now: 0 }
/** A cloud with one session: it keeps answers by their key, and loses them on the way where a test says so. */
const mockCloud = {
  bookings: [] as Booking[],
  answers: new Map<string, object>(),
  keys: [] as string[],
  isFull: false,
  isProxy: false,
  loses: '',
  version: 1,
  write(booking: Booking) {
    this.bookings = [booking, ...this.bookings.filter(({ id }) => id !== booking.id)]
    return { ok: true, answer: { booking } }
  },
  book(key: string, { session, people }: { session: string; people: string[] }): object {
    this.keys.push(key)
    const stored = this.answers.get(key)
    if (stored) return stored
    const live = this.bookings.some(({ status, people: [one] }) => status === 'booked' && one?.id === people[0])
    const refusal = this.isFull ? 'full' : live ? 'already-booked' : undefined
    const id = `hp001.${this.bookings.length}`
    const made = { id, session, people: people.map((one) => ({ id: one })), status: 'booked', version: ++this.version }
    const answer = refusal
      ? { ok: false, status: 409, why: { refusal }, problem: { message: '' } }
      : this.write({ ...made, ...(this.isProxy ? { proxy: true } : {}) } as Booking)
    this.answers.set(key, answer)
    return answer
  },
  cancel(id: string) {
    const found = this.bookings.find((one) => one.id === id) as Booking
    return this.write({ ...found, status: 'cancelled', version: ++this.version })
  },
  answer(name: string, { key, body, params }: { key: string; body: never; params: { id: string } }): object {
    const own = this.bookings.filter(({ proxy }) => !proxy)
    if (name === 'book') return this.book(key, body)
    if (name === 'cancel') return this.cancel(params.id)
    if (name === 'booking') return { ok: true, answer: { booking: this.bookings.find(({ id }) => id === params.id) } }
    if (name === 'bookings') return { ok: true, answer: { bookings: this.bookings } }
    if (name === 'sync')
      return { ok: true, answer: { next: 's.1', bookings: { all: true, put: own, gone: [], passes: {} } } }
    return { ok: false, status: 404, problem: { message: '' } }
  },
  async ask(name: string, input: never) {
    const answer = this.answer(name, input)
    if (this.loses === name) throw new NoSignal('lost')
    return answer
  },
}

jest.mock('@tarojs/taro', () => ({
  __esModule: true,
  default: {
    getStorageSync: (key: string) => mockStorage.get(key) ?? '',
    setStorageSync: (key: string, value: string) => mockStorage.set(key, value),
    removeStorageSync: (key: string) => mockStorage.delete(key),
  },
}))
jest.mock('@/platform/network/cloud', () => ({
  cloud: (name: string, input: never) => mockCloud.ask(name, input),
  onLoginEnded: () => undefined,
  isNoSignal: (fault: Error) => fault.name === 'NoSignal',
}))

type App = typeof import('./store') & typeof import('./proxy-store') & typeof import('@/platform/network/sync')
/** Starts the app from what is stored: after it was ended, or in another tab. */
function start(): App {
  let app = {} as App
  jest.isolateModules(() => {
    app = { ...require('./proxy-store'), ...require('./store'), ...require('@/platform/network/sync') }
  })
  return app
}
let app: App
beforeEach(() => {
  Object.assign(mockCloud, { bookings: [], keys: [], isFull: false, isProxy: false, loses: '', version: 1 })
  mockCloud.answers.clear()
  mockStorage.clear()
  mockClock.now = Date.UTC(2026, 10, 23, 2)
  jest.spyOn(Date, 'now').mockImplementation(() => mockClock.now)
  app = start()
})
afterEach(() => jest.restoreAllMocks())

const REQUEST = { session: 'hp001.talk-2611231400', people: ['p-1', 'p-2'], wait: false }
const book = async (from = app, more = {}) =>
  (await from.useBookings.getState().book([{ ...REQUEST, ...more }]))[0] as { state: string; why?: object }
/** Books without getting the answer. */
async function lose(more = {}) {
  mockCloud.loses = 'book'
  expect(await book(app, more)).toEqual({ state: 'no-signal' })
  mockCloud.loses = ''
}
const statuses = (from = app) => from.useBookings.getState().bookings.map(({ status }) => status)
const differentKeys = () => new Set(mockCloud.keys).size

describe('a request without an answer', () => {
  test('is sent again under its key, also by an app that was ended in between', async () => {
    await lose()
    app = start()
    await lose({ people: ['p-2', 'p-1'] })
    expect((await book()).state).toBe('done')
    expect([mockCloud.keys.length, differentKeys()]).toEqual([3, 1])
    expect(app.useBookings.getState().attempts).toEqual([])
  })
  test('is stored before it is sent', async () => {
    const ask = jest.spyOn(mockCloud, 'ask').mockReturnValue(new Promise(() => undefined))
    void book()
    await new Promise(setImmediate)
    expect(ask).toHaveBeenCalledTimes(1)
    ask.mockRestore()
    app = start()
    expect((await book()).state).toBe('done')
    expect(JSON.parse(mockStorage.get('yike.bookings') as string).state.attempts).toEqual([])
  })
  test('ends with the sync that brings what it made', async () => {
    await lose()
    await app.sync()
    expect(statuses()).toEqual(['booked'])
    await app.useBookings.getState().cancel('hp001.0')
    expect((await book()).state).toBe('done')
    expect([differentKeys(), statuses()]).toEqual([2, ['booked', 'cancelled']])
  })
  test('ends with a sync that brings it cancelled already', async () => {
    await lose()
    mockCloud.cancel('hp001.0')
    await app.sync()
    expect((await book()).state).toBe('done')
    expect([differentKeys(), statuses()[0]]).toEqual([2, 'booked'])
  })
  test('goes on when a sync brings other bookings, or the same as before', async () => {
    await book(app, { people: ['p-3'] })
    mockCloud.isFull = true
    await lose()
    await app.sync()
    await lose({ people: ['p-3'] })
    await app.sync()
    await book()
    await book(app, { people: ['p-3'] })
    expect(differentKeys()).toBe(3)
  })
  test('ends with the cancellation of the booking that stood in its way', async () => {
    await book()
    await lose()
    await lose({ wait: true })
    await app.useBookings.getState().cancel('hp001.0')
    expect((await book()).state).toBe('done')
    await app.useBookings.getState().cancel('hp001.1')
    expect((await book(app, { wait: true })).state).toBe('done')
  })
  test('by proxy ends when the bookings of its session are loaded', async () => {
    mockCloud.isProxy = true
    await lose()
    app = start()
    await app.useProxyBookings.getState().load(REQUEST.session)
    await app.useBookings.getState().cancel('hp001.0')
    expect((await book()).state).toBe('done')
    const made = Object.values(app.useProxyBookings.getState().bookings)
    expect(made.map(({ status }) => status).sort()).toEqual(['booked', 'cancelled'])
  })
})

describe('ten minutes after it was sent', () => {
  test('a request is over: “full” is not repeated beside free seats', async () => {
    mockCloud.isFull = true
    await lose()
    mockCloud.isFull = false
    mockClock.now += 10 * MINUTE
    expect((await book()).state).toBe('done')
    expect(differentKeys()).toBe(2)
  })
  test('it is over and a moment before it is not; nor does a retry begin the time anew', async () => {
    mockCloud.isFull = true
    await lose()
    mockClock.now += 10 * MINUTE - 1
    await lose()
    expect(differentKeys()).toBe(1)
    mockClock.now += 1
    await lose()
    expect(differentKeys()).toBe(2)
  })
  test('as far from a clock that was set back', async () => {
    mockCloud.isFull = true
    await lose()
    mockClock.now -= 10 * MINUTE - 1
    await lose()
    expect(differentKeys()).toBe(1)
    mockClock.now -= 1
    await lose()
    expect(differentKeys()).toBe(2)
  })
  test('and whenever it was stored by an app that wrote no time', async () => {
    mockCloud.isFull = true
    await lose()
    const stored = JSON.parse(mockStorage.get('yike.bookings') as string)
    for (const attempt of stored.state.attempts) delete attempt.at
    mockStorage.set('yike.bookings', JSON.stringify(stored))
    app = start()
    await lose()
    expect(differentKeys()).toBe(2)
    expect(app.useBookings.getState().attempts).toHaveLength(1)
  })
})

describe('the answer to a retry', () => {
  test('is followed by what became of the booking since', async () => {
    await lose()
    mockCloud.cancel('hp001.0')
    expect(await book()).toMatchObject({ state: 'done', answer: { booking: { status: 'cancelled' } } })
    expect(statuses()).toEqual(['cancelled'])
  })
  test('does not replace a newer state that is here already', async () => {
    await lose()
    const stale = start()
    mockCloud.cancel('hp001.0')
    await app.sync()
    const { bookings } = app.useBookings.getState()
    stale.useBookings.setState({ bookings })
    mockCloud.loses = 'booking'
    stale.useBookings.setState({ attempts: [{ ...REQUEST, key: mockCloud.keys[0] as string, at: mockClock.now }] })
    await book(stale)
    expect(statuses(stale)).toEqual(['cancelled'])
  })
})

test('two tabs book once, and each learns of it', async () => {
  const other = start()
  await lose()
  expect(await book(other)).toMatchObject({ state: 'refused', why: { refusal: 'already-booked' } })
  await Promise.all([app.sync(), other.sync()])
  expect([statuses(), statuses(other), mockCloud.bookings.length]).toEqual([['booked'], ['booked'], 1])
  await app.useBookings.getState().cancel('hp001.0')
  await other.sync()
  expect((await book(other)).state).toBe('done')
})
