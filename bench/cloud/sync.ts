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

/** One phone: a kept connection, a login, and the bytes that came over it. */
type SyncAnswerSize = { status: number; bytes: number; body: string }
type Asked = { method?: string; body?: object; key?: string }
function phoneAt(port: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  let token = ''
  let nth = 0
  const ask = (path: string, { method = 'GET', body }: Asked = {}): Promise<SyncAnswerSize> =>
    new Promise((resolve, reject) => {
      const headers = {
        'accept-encoding': 'gzip',
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(body ? { 'content-type': 'application/json', 'idempotency-key': `bench-sync-${nth++}` } : {}),
      }
      let arrived = () => 0
      const sent = request({ host: '127.0.0.1', port, path, method, agent, headers }, (answer: IncomingMessage) => {
        const parts: Buffer[] = []
        answer.on('data', (part: Buffer) => parts.push(part))
        answer.once('end', () => {
          const whole = Buffer.concat(parts)
          const text = answer.headers['content-encoding'] === 'gzip' ? gunzipSync(whole) : whole
          resolve({ status: answer.statusCode ?? 0, bytes: arrived(), body: text.toString() })
        })
      })
      sent.once('socket', (socket) => {
        const before = socket.bytesRead
        arrived = () => socket.bytesRead - before
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

/** Books what is open to everybody, until so many are booked; the ids. */
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

/** What a phone has to fetch to be up to date, headers and all, from the built HTTP function. */
export async function syncBytes(deployed: Deployed, env: Record<string, string>): Promise<Table> {
  const quiet = { ...env, LOG: 'faults', DEMO: '1', PORT: '0', HOST: '127.0.0.1' }
  const http = await startHttp(deployed.folder, quiet)
  const phone = phoneAt(http.port)
  try {
    const person = await phone.login('resident')
    const booked = await bookSome(phone, person, BOOKINGS)
    if (booked < BOOKINGS) throw new Error(`only ${booked} could be booked`)
    const all = await phone.ask(syncPath())
    const first = JSON.parse(all.body) as SyncAnswer
    const nothing = await phone.ask(syncPath(first.next))
    if (nothing.status !== 304) throw new Error(`nothing is new, and it says ${nothing.status}`)
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
        ? [`sync: nothing new has ${nothing.bytes} bytes, allowed ${SYNC_NOTHING}`]
        : []),
      ...(all.bytes > SYNC_ALL
        ? [`sync: from nothing has ${kilobytes(all.bytes)}, allowed ${kilobytes(SYNC_ALL)}`]
        : []),
    ]
    return {
      title: `cloud: what a phone with ${booked} bookings fetches to be up to date, with headers`,
      columns: ['', 'bytes', 'of the budget'],
      rows: [
        ['nothing new: 304', String(nothing.bytes), times(nothing.bytes / SYNC_NOTHING)],
        ['one booking cancelled, and what one is told of it', String(one.bytes), ''],
        ['from nothing, pressed', String(all.bytes), times(all.bytes / SYNC_ALL)],
      ],
      notes: [`With nothing new it takes ${times(ours / apart)} of asking for me, my bookings and my notices apart.`],
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
