import { Agent, type IncomingMessage, request } from 'node:http'
import { gunzipSync } from 'node:zlib'
import type { SyncAnswer } from '@core/contract/endpoints/sync/sync'
import { type Deployed, startHttp } from '../../cloud/testing/process/function-process'
import { SYNC_ALL, SYNC_NOTHING } from '../shared/budgets'
import { interleave } from '../shared/interleave'
import { kilobytes, type Table, times } from '../shared/table'

const ROUNDS = 9
const CALLS = 60
const BOOKINGS = 10

/** One phone: a keep-alive connection and a login; measures the bytes received. */
type SyncAnswerSize = { status: number; bytes: number; body: string }
type RequestOptions = { method?: string; body?: object; key?: string }
function phoneAt(port: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  let token = ''
  let nth = 0
  const ask = (path: string, { method = 'GET', body }: RequestOptions = {}): Promise<SyncAnswerSize> =>
    new Promise((resolve, reject) => {
      const headers = {
        'accept-encoding': 'gzip',
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(body ? { 'content-type': 'application/json', 'idempotency-key': `bench-sync-${nth++}` } : {}),
      }
      let received = () => 0
      const sent = request({ host: '127.0.0.1', port, path, method, agent, headers }, (answer: IncomingMessage) => {
        const parts: Buffer[] = []
        answer.on('data', (part: Buffer) => parts.push(part))
        answer.once('end', () => {
          const whole = Buffer.concat(parts)
          const text = answer.headers['content-encoding'] === 'gzip' ? gunzipSync(whole) : whole
          resolve({ status: answer.statusCode ?? 0, bytes: received(), body: text.toString() })
        })
      })
      sent.once('socket', (socket) => {
        const before = socket.bytesRead
        received = () => socket.bytesRead - before
      })
      sent.once('error', reject)
      sent.end(body && JSON.stringify(body))
    })
  return {
    ask,
    async login(persona: string): Promise<string> {
      const { token: fresh, person } = JSON.parse((await ask('/api/login', { method: 'POST', body: { persona } })).body)
      token = fresh
      return person.id
    },
    close: () => agent.destroy(),
  }
}
type Phone = ReturnType<typeof phoneAt>

/** Books up to `most` sessions that are open to everybody; returns how many. */
async function bookSome(phone: Phone, person: string, most: number): Promise<number> {
  const { sessions } = JSON.parse((await phone.ask('/api/sessions?station=hp001&limit=200')).body)
  let booked = 0
  for (const { id } of sessions) {
    if (booked === most) break
    const { status } = await phone.ask('/api/bookings', { method: 'POST', body: { session: id, people: [person] } })
    if (status === 201) booked += 1
  }
  return booked
}

const syncPath = (since?: string) => `/api/sync${since ? `?since=${since}` : ''}`

/** Bytes a phone fetches to be up to date, including headers, from the built HTTP function. */
export async function syncBytes(deployed: Deployed, env: Record<string, string>): Promise<Table> {
  const quiet = { ...env, LOG: 'faults', DEMO: '1', PORT: '0', HOST: '127.0.0.1' }
  const http = await startHttp(deployed.folder, quiet)
  const phone = phoneAt(http.port)
  try {
    const person = await phone.login('resident')
    const booked = await bookSome(phone, person, BOOKINGS)
    if (booked < BOOKINGS) throw new Error(`only ${booked} of ${BOOKINGS} sessions could be booked`)
    const all = await phone.ask(syncPath())
    const first = JSON.parse(all.body) as SyncAnswer
    const nothing = await phone.ask(syncPath(first.next))
    if (nothing.status !== 304) throw new Error(`expected 304 when nothing is new, got ${nothing.status}`)
    const gone = first.bookings?.put.find(({ status }) => status === 'booked')
    await phone.ask(`/api/bookings/${gone?.id}/cancel?late=1`, { method: 'POST', body: {} })
    const one = await phone.ask(syncPath(first.next))
    const { next } = JSON.parse(one.body) as SyncAnswer
    const [ours = 0, apart = 0] = await interleave(
      [
        { calls: CALLS, work: () => repeat(CALLS, () => phone.ask(syncPath(next))) },
        {
          calls: CALLS,
          work: () =>
            repeat(CALLS, async () => {
              for (const path of ['/api/me', '/api/bookings', '/api/notices']) await phone.ask(path)
            }),
        },
      ],
      ROUNDS,
    )
    const over = [
      ...(nothing.bytes > SYNC_NOTHING
        ? [`sync with nothing new: ${nothing.bytes} bytes, at most ${SYNC_NOTHING}`]
        : []),
      ...(all.bytes > SYNC_ALL ? [`full sync: ${kilobytes(all.bytes)}, at most ${kilobytes(SYNC_ALL)}`] : []),
    ]
    return {
      title: `cloud: sync of a phone with ${booked} bookings, bytes including headers`,
      columns: ['', 'bytes', 'of the budget'],
      rows: [
        ['nothing new (304)', String(nothing.bytes), times(nothing.bytes / SYNC_NOTHING)],
        ['one booking cancelled, with its notice', String(one.bytes), ''],
        ['full sync, gzip', String(all.bytes), times(all.bytes / SYNC_ALL)],
      ],
      notes: [
        `With nothing new, time relative to three requests for /api/me, /api/bookings and /api/notices: ${times(ours / apart)}.`,
      ],
      over,
    }
  } finally {
    phone.close()
    await http.stop()
  }
}

async function repeat(count: number, work: () => Promise<unknown>): Promise<void> {
  for (let nth = 0; nth < count; nth++) await work()
}
