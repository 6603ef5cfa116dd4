import { randomUUID } from 'node:crypto'
import type { Db } from '../../db/port'
import { seededRandom } from '../../demo/seeded-random'
import { findViolations } from '../../runtime/invariants/find-violations'
import type { Someone } from '../process/race'

type HttpAnswer = { status: number; text: string }
/** A booking request with its idempotency key. Without an answer its outcome is unknown. */
type SentRequest = { who: Someone; key: string; body: string; answer?: HttpAnswer }

/** Pause of a client after a request without an answer. */
const RETRY_DELAY_MS = 50
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/**
 * Load of people who book, wait, accept and cancel without a pause at a cloud that may be down. Their answers are recorded,
 * so that an audit finds what a crash has lost.
 */
export function createCrashLoad(seed: number, people: readonly Someone[], sessions: readonly string[]) {
  let port = 0
  let sent: SentRequest[] = []
  const booked = new Set<string>()
  const ended = new Map<string, readonly string[]>()
  /** Answers that are wrong even during a crash. */
  const unexpected: string[] = []
  const counts = { answered: 0, unknown: 0, unavailable: 0 }

  /** Undefined: no answer, or a 503 with Retry-After. */
  async function post(
    who: Someone,
    path: string,
    body?: string,
    key: string = randomUUID(),
  ): Promise<HttpAnswer | undefined> {
    try {
      const response = await fetch(`http://127.0.0.1:${port}/api/bookings${path}`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${who.token}`,
          'content-type': 'application/json',
          'idempotency-key': key,
        },
        ...(body ? { body } : {}),
      })
      const answer = { status: response.status, text: await response.text() }
      if ([200, 201, 409].includes(answer.status)) return answer
      if (answer.status === 503 && response.headers.has('retry-after')) counts.unavailable++
      else unexpected.push(`${path} ${answer.status} ${answer.text}`)
    } catch {
      counts.unknown++
    }
    return undefined
  }
  const remember = (request: SentRequest, answer: HttpAnswer) => {
    request.answer = answer
    counts.answered++
    if (answer.status === 201) booked.add(JSON.parse(answer.text).booking.id)
  }

  async function runClient(who: Someone, random: () => number, going: () => boolean): Promise<void> {
    const mine: string[] = []
    const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T
    while (going()) {
      const what = random()
      if (what < 0.4 && mine.length) {
        const id = pick(mine)
        const verb = what < 0.3 ? 'cancel' : 'accept'
        const answer = await post(who, `/${id}/${verb}`)
        if (answer?.status === 200 && verb === 'cancel') ended.set(id, ['cancelled'])
        if (answer?.status === 200 && verb === 'accept' && !ended.has(id)) ended.set(id, ['booked', 'cancelled'])
        if (!answer) await pause(RETRY_DELAY_MS)
        continue
      }
      const body = JSON.stringify({ session: pick(sessions), people: [who.id], wait: random() < 0.5 })
      const request: SentRequest = { who, key: randomUUID(), body }
      sent.push(request)
      const answer = await post(who, '', body, request.key)
      if (!answer) await pause(RETRY_DELAY_MS)
      else remember(request, answer)
      if (answer?.status === 201) mine.push(JSON.parse(answer.text).booking.id)
    }
  }

  return {
    counts,
    /** Sends requests to this cloud from now on. */
    at(cloud: { port: number }) {
      port = cloud.port
    },
    /** Starts the load. Returns a function that stops it, and resolves when the last client has stopped. */
    begin(): () => Promise<void> {
      let on = true
      const all = people.map((who, at) => runClient(who, seededRandom(seed + at), () => on))
      return async () => {
        on = false
        await Promise.all(all)
      }
    },
    /** Contradictions between the database and the answers since the last audit. */
    async audit(db: Db): Promise<string[]> {
      const wrong = unexpected.splice(0)
      /** Repeats a request: its key must get the same answer. One without an answer is repeated twice. */
      const repeat = async (request: SentRequest): Promise<void> => {
        const { answer } = request
        const now = await post(request.who, '', request.body, request.key)
        if (!now) wrong.push(`no answer to ${request.key}`)
        else if (!answer) {
          remember(request, now)
          await repeat(request)
        } else if (now.text !== answer.text || now.status !== answer.status)
          wrong.push(`${request.key}: ${answer.text} became ${now.text}`)
      }
      await Promise.all(
        people.map(async (who) => {
          for (const request of sent) if (request.who === who) await repeat(request)
        }),
      )
      sent = []
      const rows = await db.query<{ id: string; status: string }>('select id, status from booking', [])
      const there = new Map(rows.map(({ id, status }) => [id, status]))
      for (const id of booked) if (!there.has(id)) wrong.push(`${id} is lost`)
      for (const id of there.keys()) if (!booked.has(id)) wrong.push(`${id} was never answered`)
      for (const [id, may] of ended) if (!may.includes(there.get(id) ?? '')) wrong.push(`${id} is ${there.get(id)}`)
      for (const [invariant, rows] of Object.entries(await findViolations(db)))
        wrong.push(`${invariant}: ${JSON.stringify(rows)}`)
      return [...wrong, ...unexpected.splice(0)]
    },
  }
}
