import { randomUUID } from 'node:crypto'
import type { Db } from '../../db/port'
import { seededRandom } from '../../demo/seeded-random'
import { findViolations } from '../database/invariants'
import type { Someone } from '../process/race'

type HeardAnswer = { status: number; text: string }
/** One wish under one key. Without `told` nobody knows what became of it. */
type SentRequest = { who: Someone; key: string; body: string; told?: HeardAnswer }

/** How long one who found nobody waits before the next thing. */
const RETRY_DELAY_MS = 50
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** People who book, wait, accept and cancel without a rest at a cloud that may be gone, and remember what they were told. */
export function createCrashLoad(seed: number, people: readonly Someone[], sessions: readonly string[]) {
  let port = 0
  let sent: SentRequest[] = []
  const booked = new Set<string>()
  const ended = new Map<string, readonly string[]>()
  /** What no cloud may answer, whatever happens to it. */
  const unexpected: string[] = []
  const counts = { told: 0, unknown: 0, unavailable: 0 }

  /** Undefined: no answer, or that there is none for now. */
  async function post(
    who: Someone,
    path: string,
    body?: string,
    key: string = randomUUID(),
  ): Promise<HeardAnswer | undefined> {
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
      const told = { status: response.status, text: await response.text() }
      if ([200, 201, 409].includes(told.status)) return told
      if (told.status === 503 && response.headers.has('retry-after')) counts.unavailable++
      else unexpected.push(`${path} ${told.status} ${told.text}`)
    } catch {
      counts.unknown++
    }
    return undefined
  }
  const remember = (request: SentRequest, told: HeardAnswer) => {
    request.told = told
    counts.told++
    if (told.status === 201) booked.add(JSON.parse(told.text).booking.id)
  }

  async function live(who: Someone, random: () => number, going: () => boolean): Promise<void> {
    const mine: string[] = []
    const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T
    while (going()) {
      const what = random()
      if (what < 0.4 && mine.length) {
        const id = pick(mine)
        const verb = what < 0.3 ? 'cancel' : 'accept'
        const told = await post(who, `/${id}/${verb}`)
        if (told?.status === 200 && verb === 'cancel') ended.set(id, ['cancelled'])
        if (told?.status === 200 && verb === 'accept' && !ended.has(id)) ended.set(id, ['booked', 'cancelled'])
        if (!told) await pause(RETRY_DELAY_MS)
        continue
      }
      const body = JSON.stringify({ session: pick(sessions), people: [who.id], wait: random() < 0.5 })
      const request: SentRequest = { who, key: randomUUID(), body }
      sent.push(request)
      const told = await post(who, '', body, request.key)
      if (!told) await pause(RETRY_DELAY_MS)
      else remember(request, told)
      if (told?.status === 201) mine.push(JSON.parse(told.text).booking.id)
    }
  }

  return {
    counts,
    /** Where they find the cloud from now on. */
    at(cloud: { port: number }) {
      port = cloud.port
    },
    /** They begin; the promise is kept when the last has stopped, after what is returned was called. */
    begin(): () => Promise<void> {
      let on = true
      const all = people.map((who, at) => live(who, seededRandom(seed + at), () => on))
      return async () => {
        on = false
        await Promise.all(all)
      }
    },
    /** What they were told and is not so, since the last time they were asked. */
    async audit(db: Db): Promise<string[]> {
      const wrong = unexpected.splice(0)
      /** Who knows what they were told asks once, and who does not asks twice. */
      const again = async (request: SentRequest): Promise<void> => {
        const { told } = request
        const now = await post(request.who, '', request.body, request.key)
        if (!now) wrong.push(`no answer to ${request.key}`)
        else if (!told) {
          remember(request, now)
          await again(request)
        } else if (now.text !== told.text || now.status !== told.status)
          wrong.push(`${request.key}: ${told.text} became ${now.text}`)
      }
      await Promise.all(
        people.map(async (who) => {
          for (const request of sent) if (request.who === who) await again(request)
        }),
      )
      sent = []
      const rows = await db.query<{ id: string; status: string }>('select id, status from booking', [])
      const there = new Map(rows.map(({ id, status }) => [id, status]))
      for (const id of booked) if (!there.has(id)) wrong.push(`${id} is lost`)
      for (const id of there.keys()) if (!booked.has(id)) wrong.push(`${id} is nobody’s`)
      for (const [id, may] of ended) if (!may.includes(there.get(id) ?? '')) wrong.push(`${id} is ${there.get(id)}`)
      for (const [law, who] of Object.entries(await findViolations(db))) wrong.push(`${law}: ${JSON.stringify(who)}`)
      return [...wrong, ...unexpected.splice(0)]
    },
  }
}
