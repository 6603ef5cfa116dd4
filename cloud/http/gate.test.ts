import type { Call, Carried } from './call'
import { gate } from './gate'

const carried: Carried = {
  token: undefined,
  key: undefined,
  params: undefined,
  query: undefined,
  body: async () => new Uint8Array(),
  language: 'zh-hans',
  requestId: '',
}

function open() {
  const clock = { now: 0 }
  const finish: (() => void)[] = []
  const slow: Call = () => new Promise((resolve) => finish.push(() => resolve({ ok: true, value: {} })))
  const call = gate(slow, () => clock.now)
  return { clock, finish, ask: () => call('personas', carried) }
}

test('a rush is let in while the oldest has not waited long', async () => {
  const { clock, finish, ask } = open()
  const asked = Array.from({ length: 10_000 }, ask)
  clock.now = 4_000
  const late = ask()
  for (const done of finish) done()
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
  const call = gate(
    () => Promise.reject(new Error('no')),
    () => clock.now,
  )
  for (let n = 0; n < 25_000; n++) await call('personas', carried).catch(() => undefined)
  clock.now = 10_000
  await expect(call('personas', carried)).rejects.toThrow('no')
})

test('more than memory is for are not let in', async () => {
  const { finish, ask } = open()
  const asked = Array.from({ length: 20_000 }, ask)
  await expect(ask()).rejects.toMatchObject({ code: 'unavailable' })
  for (const done of finish) done()
  await Promise.all(asked)
})
