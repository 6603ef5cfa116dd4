import type { Endpoint } from './endpoint'
import { type EndpointName, endpoints } from './endpoints'
import { isRepeatable, isRequestOver, retry } from './retry'
import { NoSignal } from './transport'

type Answer = { result: string; later?: number } | NoSignal | Error

/**
 * Calls a fake cloud with these answers, each after `takes` milliseconds; gives the outcome, the attempts and the
 * pauses.
 */
async function callWith(name: EndpointName, answers: readonly Answer[], takes = 0) {
  const pauses: number[] = []
  let now = 0
  let attempts = 0
  const ask = async () => {
    now += takes
    const one = answers[attempts++] as Answer
    if (one instanceof Error) throw one
    return one
  }
  const pause = async (ms: number) => {
    pauses.push(ms)
    now += ms
  }
  const outcome = await retry(endpoints[name], ask, { now: () => now, pause }).catch((fault) => fault)
  return { outcome, attempts, pauses }
}
const lost = new NoSignal('gone')
const yes = { result: 'yes' }
const busy = (later: number) => ({ result: 'busy', later })

test('an act with a key is sent three times, with growing pauses', async () => {
  expect(await callWith('book', [lost, lost, yes])).toEqual({ outcome: 'yes', attempts: 3, pauses: [800, 1600] })
  expect(await callWith('book', [lost, lost, lost, yes])).toEqual({ outcome: lost, attempts: 3, pauses: [800, 1600] })
  expect(await callWith('allow', [lost, yes])).toMatchObject({ outcome: 'yes', attempts: 2 })
})
test('an act with a key is sent three times even when each failure took long', async () => {
  expect(await callWith('book', [lost, lost, yes], 10_000)).toMatchObject({ outcome: 'yes', attempts: 3 })
})
test('a repeatable act is retried in the same way', async () => {
  expect(await callWith('readNotices', [lost, lost, yes])).toMatchObject({ outcome: 'yes', attempts: 3 })
})
test.each(['cancel', 'accept', 'login', 'addPerson', 'removePerson', 'changeSession', 'attend', 'eraseMe'] as const)(
  '%s is sent once',
  async (name) => {
    expect(await callWith(name, [lost, yes])).toEqual({ outcome: lost, attempts: 1, pauses: [] })
    expect(await callWith(name, [busy(2_000), yes])).toEqual({ outcome: 'busy', attempts: 1, pauses: [] })
  },
)
test('a read is sent once more, almost at once, unless the failure took long', async () => {
  expect(await callWith('session', [lost, yes])).toEqual({ outcome: 'yes', attempts: 2, pauses: [400] })
  expect(await callWith('session', [lost, lost, yes])).toMatchObject({ outcome: lost, attempts: 2 })
  expect(await callWith('session', [lost, yes], 2_000)).toMatchObject({ outcome: 'yes', attempts: 2 })
  expect(await callWith('session', [lost, yes], 2_001)).toEqual({ outcome: lost, attempts: 1, pauses: [] })
})
test('Retry-After is honoured, up to the longest acceptable wait', async () => {
  expect(await callWith('book', [busy(2_000), busy(5_000), yes])).toMatchObject({
    outcome: 'yes',
    pauses: [2_000, 5_000],
  })
  expect(await callWith('book', [busy(2_000), busy(2_000), busy(2_000), yes])).toMatchObject({
    outcome: 'busy',
    attempts: 3,
  })
  expect(await callWith('sessions', [busy(3_000), yes])).toMatchObject({ outcome: 'yes', pauses: [3_000] })
  expect(await callWith('book', [busy(5_001), yes])).toEqual({ outcome: 'busy', attempts: 1, pauses: [] })
})
test('an exception other than NoSignal is not retried', async () => {
  const fault = new TypeError('x is not a function')
  expect(await callWith('book', [fault, yes])).toEqual({ outcome: fault, attempts: 1, pauses: [] })
})
test('these acts may be retried, and no others', () => {
  const acts = Object.entries(endpoints as Record<string, Endpoint>).filter(([, { method }]) => method !== 'GET')
  const safe = acts.filter(([, endpoint]) => isRepeatable(endpoint)).map(([name]) => name)
  expect(safe.sort()).toEqual([
    'allow',
    'answerAppeal',
    'book',
    'changePerson',
    'checkIn',
    'dropPhone',
    'endOtherLogins',
    'inviteManagers',
    'namePasskey',
    'readNotices',
    'uploadPiece',
  ])
})
test('a request is over ten minutes after it was sent, and where a clock was set back by as much', () => {
  const sent = 1_000_000_000
  const minutes = (n: number) => n * 60_000
  expect(isRequestOver(sent, sent)).toBe(false)
  expect([isRequestOver(sent, sent + minutes(10) - 1), isRequestOver(sent, sent + minutes(10))]).toEqual([false, true])
  expect([isRequestOver(sent, sent - minutes(10) + 1), isRequestOver(sent, sent - minutes(10))]).toEqual([false, true])
})
test('a request whose time is not known is over', () => {
  expect(isRequestOver(Number.NaN, 1)).toBe(true)
})
