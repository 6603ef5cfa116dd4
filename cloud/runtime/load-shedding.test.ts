import type { Dispatch, IncomingCall } from './dispatch'
import { shedLoad } from './load-shedding'

const carried: IncomingCall = {
  token: undefined,
  key: undefined,
  params: undefined,
  query: undefined,
  body: async () => new Uint8Array(),
  language: 'zh-hans',
  requestId: '',
}

/** Calls that end when the test says so; `finish` grows as they come to be worked on. */
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
  return { clock, finish, finishAll, ask: () => call('loginWays', carried), read: () => call('stations', carried) }
}

test('a rush is let in while the oldest has not waited long', async () => {
  const { clock, finishAll, ask } = open()
  const asked = Array.from({ length: 10_000 }, ask)
  clock.now = 4_000
  const late = ask()
  await finishAll()
  expect(await Promise.all([...asked, late])).toHaveLength(10_001)
})

test('who comes when the oldest has waited too long is sent away, until that one is answered', async () => {
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

test('one that fails is no longer under way', async () => {
  const clock = { now: 0 }
  const call = shedLoad(
    () => Promise.reject(new Error('no')),
    () => clock.now,
  )
  for (let n = 0; n < 25_000; n++) await call('loginWays', carried).catch(() => undefined)
  clock.now = 10_000
  await expect(call('loginWays', carried)).rejects.toThrow('no')
})

test('more than memory is for are not let in', async () => {
  const { finishAll, ask } = open()
  const asked = Array.from({ length: 20_000 }, ask)
  await expect(ask()).rejects.toMatchObject({ code: 'unavailable' })
  await finishAll()
  await Promise.all(asked)
})

test('so many are at work at once, the others come in their order, each as soon as a place gets free', async () => {
  const order: number[] = []
  const finish: (() => void)[] = []
  let nth = 0
  const numbered: Dispatch = (_name, { requestId }) => {
    order.push(Number(requestId))
    return new Promise((resolve, reject) =>
      // Every third fails, and gives its place free all the same.
      finish.push(() => (order.length % 3 ? resolve({ ok: true, value: {} }) : reject(new Error('no')))),
    )
  }
  const call = shedLoad(numbered, () => 0)
  const asked = Array.from({ length: 1_000 }, () => call('loginWays', { ...carried, requestId: String(nth++) }))
  const ended = Promise.allSettled(asked)
  const atWork = order.length
  expect(atWork).toBeLessThan(1_000)
  for (let done = 0; done < 1_000; done++) {
    expect(order).toHaveLength(Math.min(1_000, atWork + done))
    finish[done]?.()
    await new Promise((resolve) => setImmediate(resolve))
  }
  await ended
  expect(order).toEqual(Array.from({ length: 1_000 }, (_, at) => at))
})

test('while all ask for one thing, another is still answered', async () => {
  const { clock, finish, finishAll, ask, read } = open()
  const asked = Array.from({ length: 20_000 }, ask)
  clock.now = 5_000
  await expect(ask()).rejects.toMatchObject({ code: 'unavailable' })
  const answer = read()
  finish.at(-1)?.()
  expect(await answer).toMatchObject({ ok: true })
  await finishAll()
  await Promise.all(asked)
})
