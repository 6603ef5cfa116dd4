import { randomUUID } from 'node:crypto'
import { STRIKE_RULE } from '@core/booking/strike'
import { findViolations } from '../../runtime/invariants/find-violations'
import { serve } from '../../runtime/process/serve'
import { patchFunction } from '../../testing/faults/fault-injection'
import { createLossyProxy, type LossyProxy } from '../../testing/faults/lossy-proxy'
import { openRace, type Race, type Someone } from '../../testing/process/race'
import { DISTRICT } from '../../testing/world/district'
import { MONDAY_TEN } from '../../testing/world/world'

const SMALL = 'hp001.small-2611231600'
const RETRIES = 5
let race: Race
let toPostgres: LossyProxy
let toCloud: LossyProxy
let running: Awaited<ReturnType<typeof serve>>
beforeEach(async () => {
  race = await openRace()
  const url = new URL(race.url)
  toPostgres = await createLossyProxy(Number(url.port))
  url.port = String(toPostgres.port)
  running = await serve({
    env: {
      port: 0,
      host: '127.0.0.1',
      demo: false,
      districts: [{ ...DISTRICT, databaseUrl: url.href, dataDir: '', strikes: STRIKE_RULE }],
    },
    schema: { migrations: [], functions: [] },
    now: () => MONDAY_TEN,
  })
  toCloud = await createLossyProxy(running.port)
})
afterEach(async () => {
  toCloud.close()
  await running.stop()
  toPostgres.close()
  await race.end()
})

const post = (who: Someone, key: string, session = SMALL) =>
  fetch(`http://127.0.0.1:${toCloud.port}/api/bookings`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${who.token}`,
      'content-type': 'application/json',
      'idempotency-key': key,
      // Uncompressed, so that the proxy can read the answers it drops.
      'accept-encoding': 'identity',
    },
    body: JSON.stringify({ session, people: [who.id] }),
  })
const bookings = () => race.db.query<{ id: string; status: string }>('select id, status from booking', [])

/**
 * Sends one request and five retries with the same key through this proxy, which drops the first three answers. Returns
 * all answers, delivered or dropped.
 */
async function sendWithRetries(proxy: LossyProxy, who: Someone, meanwhile = async () => undefined as unknown) {
  const key = randomUUID()
  const lost: string[] = []
  const delivered: { status: number; text: string }[] = []
  const failures: (string | undefined)[] = []
  for (let attempt = 0; attempt <= RETRIES; attempt++) {
    const dropped = attempt < 3 ? proxy.dropAnswerTo(key) : undefined
    const response = await post(who, key).catch(() => undefined)
    if (dropped) {
      lost.push(await dropped)
      failures.push(response?.headers.has('retry-after') ? `${response.status}, retry later` : undefined)
    } else if (response) delivered.push({ status: response.status, text: await response.text() })
    if (attempt === 0) await meanwhile()
  }
  const answers = new Set(delivered.map(({ status, text }) => `${status} ${text}`))
  const [first] = delivered
  return { lost, failures, answers, status: first?.status, text: first?.text ?? '' }
}

const connections = {
  'the phone and the cloud': { proxy: () => toCloud, failure: undefined },
  'the cloud and PostgreSQL': { proxy: () => toPostgres, failure: '503, retry later' },
}

describe.each(Object.entries(connections))(
  'the connection between %s is cut after the commit and before the answer',
  (_which, at) => {
    test('five retries with the same key make one booking and get the bytes that were lost', async () => {
      const [who] = await race.crowd(1)
      const { lost, failures, answers, status, text } = await sendWithRetries(at.proxy(), who as Someone)
      expect([failures, answers.size, status]).toEqual([[at.failure, at.failure, at.failure], 1, 201])
      // Only the first: a dropped answer of PostgreSQL to a retry can be the constraint violation by its own booking.
      expect(lost[0]).toContain(text)
      const { booking } = JSON.parse(text)
      expect(await bookings()).toEqual([{ id: booking.id, status: 'booked' }])
      expect(await findViolations(race.db)).toEqual({})
    })
    test('twin: without stored keys, a retry gets another answer than the lost one', async () => {
      await patchFunction(race.db, 'book', 'where i.person_id = w.booker and i.key = w.key', 'where false')
      await patchFunction(race.db, 'book', 'where y.state is not null order by y.booker, y.key', 'where false')
      const [who] = await race.crowd(1)
      const { lost, status, text } = await sendWithRetries(at.proxy(), who as Someone)
      expect([status, JSON.parse(text).refusal]).toEqual([409, 'already-booked'])
      expect(lost[0]).not.toContain(text)
      expect(await bookings()).toHaveLength(1)
    })
  },
)

test('a lost refusal is repeated unchanged, although seats have become free', async () => {
  const [who, ...others] = await race.crowd(3)
  for (const other of others) await post(other, randomUUID())
  const { lost, answers, status, text } = await sendWithRetries(toCloud, who as Someone, () =>
    race.db.query('update session set capacity = 5 where id = $1', [SMALL]),
  )
  expect([answers.size, status, JSON.parse(text).refusal]).toEqual([1, 409, 'full'])
  for (const answer of lost) expect(answer).toContain(text)
  expect(await bookings()).toHaveLength(2)
  expect(await findViolations(race.db)).toEqual({})
})
