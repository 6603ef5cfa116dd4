import type { Dispatch, IncomingCall } from './dispatch'
import { shedLoad } from './load-shedding'

const incoming: IncomingCall = {
  token: undefined,
  key: undefined,
  params: undefined,
  query: undefined,
  body: async () => new Uint8Array(),
  language: 'zh-hans',
  requestId: '',
}

/** Calls that end when the test ends them: `finish` has a function for each call that has started to execute. */
function open() {
  const clock = { now: 0 }
  const finish: (() => void)[] = []
  const slow: Dispatch = () => new Promise((resolve) => finish.push(() => resolve({ ok: true, value: {} })))
  const call = shedLoad(slow, () => clock.now)
  const finishAll = async () => {
    while (finish.length) {
      for (const done of finish.splice(0)) done()
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
  return { clock, finish, finishAll, ask: () => call('loginWays', incoming), read: () => call('stations', incoming) }
}

test('a rush is admitted while the oldest call has waited for at most 4 s', async () => {
  const { clock, finishAll, ask } = open()
  const pending = Array.from({ length: 10_000 }, ask)
  clock.now = 4_000
  const last = ask()
  await finishAll()
  expect(await Promise.all([...pending, last])).toHaveLength(10_001)
})

test('a call is refused while the oldest has waited for over 4 s, and admitted once that is answered', async () => {
  const { clock, finish, ask } = open()
  const first = ask()
  clock.now = 2_000
  const second = ask()
  clock.now = 4_001
  await expect(ask()).rejects.toMatchObject({ code: 'unavailable' })
  finish[0]?.()
  await first
  const third = ask()
  clock.now = 6_001
  await expect(ask()).rejects.toMatchObject({ code: 'unavailable' })
  for (const done of finish) done()
  await Promise.all([second, third])
  await Promise.all([ask(), Promise.resolve(finish.at(-1)?.())])
})

test('a failed call no longer counts as in progress', async () => {
  const clock = { now: 0 }
  const call = shedLoad(
    () => Promise.reject(new Error('no')),
    () => clock.now,
  )
  for (let n = 0; n < 25_000; n++) await call('loginWays', incoming).catch(() => undefined)
  clock.now = 10_000
  await expect(call('loginWays', incoming)).rejects.toThrow('no')
})

test('a call is refused while 20,000 are in progress', async () => {
  const { finishAll, ask } = open()
  const pending = Array.from({ length: 20_000 }, ask)
  await expect(ask()).rejects.toMatchObject({ code: 'unavailable' })
  await finishAll()
  await Promise.all(pending)
})

test('concurrency is bounded, and waiting calls start in order as slots become free', async () => {
  const order: number[] = []
  const finish: (() => void)[] = []
  let nth = 0
  const numbered: Dispatch = (_name, { requestId }) => {
    order.push(Number(requestId))
    return new Promise((resolve, reject) =>
      // Every third fails, and frees its slot all the same.
      finish.push(() => (order.length % 3 ? resolve({ ok: true, value: {} }) : reject(new Error('no')))),
    )
  }
  const call = shedLoad(numbered, () => 0)
  const pending = Array.from({ length: 1_000 }, () => call('loginWays', { ...incoming, requestId: String(nth++) }))
  const ended = Promise.allSettled(pending)
  const executing = order.length
  expect(executing).toBeLessThan(1_000)
  for (let done = 0; done < 1_000; done++) {
    expect(order).toHaveLength(Math.min(1_000, executing + done))
    finish[done]?.()
    await new Promise((resolve) => setImmediate(resolve))
  }
  await ended
  expect(order).toEqual(Array.from({ length: 1_000 }, (_, at) => at))
})

test('overload of one endpoint does not affect another', async () => {
  const { clock, finish, finishAll, ask, read } = open()
  const pending = Array.from({ length: 20_000 }, ask)
  clock.now = 5_000
  await expect(ask()).rejects.toMatchObject({ code: 'unavailable' })
  const answer = read()
  finish.at(-1)?.()
  expect(await answer).toMatchObject({ ok: true })
  await finishAll()
  await Promise.all(pending)
})
