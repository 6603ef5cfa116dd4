import { randomUUID } from 'node:crypto'
import { STRIKE_RULE } from '@core/booking/strike'
import { serve } from '../../runtime/process/serve'
import { findViolations } from '../../testing/database/invariants'
import { patchFunction } from '../../testing/faults/fault-injection'
import { createLossyProxy, type LossyProxy } from '../../testing/faults/lossy-proxy'
import { openRace, type Race, type Someone } from '../../testing/process/race'
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
    env: { port: 0, host: '127.0.0.1', databaseUrl: url.href, dataDir: '', demo: false, strikes: STRIKE_RULE },
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
      // As text: what is lost is read, too.
      'accept-encoding': 'identity',
    },
    body: JSON.stringify({ session, people: [who.id] }),
  })
const bookings = () => race.db.query<{ id: string; status: string }>('select id, status from booking', [])

/** Asks once and the answer is lost on that line, then again: lost twice more, and then not. All that was answered, delivered or not. */
async function insist(line: LossyProxy, who: Someone, meanwhile = async () => undefined as unknown) {
  const key = randomUUID()
  const lost: string[] = []
  const told: { status: number; text: string }[] = []
  const unheard: (string | undefined)[] = []
  for (let attempt = 0; attempt <= RETRIES; attempt++) {
    const swallowed = attempt < 3 ? line.dropAnswerTo(key) : undefined
    const response = await post(who, key).catch(() => undefined)
    if (swallowed) {
      lost.push(await swallowed)
      unheard.push(response?.headers.has('retry-after') ? `${response.status}, again later` : undefined)
    } else if (response) told.push({ status: response.status, text: await response.text() })
    if (attempt === 0) await meanwhile()
  }
  const answers = new Set(told.map(({ status, text }) => `${status} ${text}`))
  const [first] = told
  return { lost, unheard, answers, status: first?.status, text: first?.text ?? '' }
}

const lines = {
  'the phone and the cloud': { line: () => toCloud, unheard: undefined },
  'the cloud and PostgreSQL': { line: () => toPostgres, unheard: '503, again later' },
}

describe.each(Object.entries(lines))(
  'the line between %s is cut after the commit and before the answer',
  (_which, at) => {
    test('five times again with the same key: one booking, and the bytes that were lost', async () => {
      const [who] = await race.crowd(1)
      const { lost, unheard, answers, status, text } = await insist(at.line(), who as Someone)
      expect([unheard, answers.size, status]).toEqual([[at.unheard, at.unheard, at.unheard], 1, 201])
      // Behind the cloud a retry runs into its own booking first, and what is lost then is PostgreSQL’s word for that.
      expect(lost[0]).toContain(text)
      const { booking } = JSON.parse(text)
      expect(await bookings()).toEqual([{ id: booking.id, status: 'booked' }])
      expect(await findViolations(race.db)).toEqual({})
    })
    test('twin: with no memory of keys, what they are told is not what was lost', async () => {
      await patchFunction(race.db, 'book', 'where i.person_id = w.booker and i.key = w.key', 'where false')
      await patchFunction(race.db, 'book', 'where y.state is not null order by y.booker, y.key', 'where false')
      const [who] = await race.crowd(1)
      const { lost, status, text } = await insist(at.line(), who as Someone)
      expect([status, JSON.parse(text).refusal]).toEqual([409, 'already-booked'])
      expect(lost[0]).not.toContain(text)
      expect(await bookings()).toHaveLength(1)
    })
  },
)

test('a no that was lost stays the same no, though there is room by now', async () => {
  const [who, ...others] = await race.crowd(3)
  for (const other of others) await post(other, randomUUID())
  const { lost, answers, status, text } = await insist(toCloud, who as Someone, () =>
    race.db.query('update session set capacity = 5 where id = $1', [SMALL]),
  )
  expect([answers.size, status, JSON.parse(text).refusal]).toEqual([1, 409, 'full'])
  for (const answer of lost) expect(answer).toContain(text)
  expect(await bookings()).toHaveLength(2)
  expect(await findViolations(race.db)).toEqual({})
})
