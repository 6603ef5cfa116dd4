import { Agent, request } from 'node:http'
import net from 'node:net'
import { createDatabase, type RealPostgres } from '../../testing/database/real-postgres'
import { buildCloud, type CloudProcess, startCloud } from '../../testing/process/cloud-process'

const CLIENTS = 24
let real: RealPostgres
let socket: Bound
let port: number
const clouds: CloudProcess[] = []

type Bound = { fd: number; close: () => void; getsockname: (into: object) => number }
/** A socket that is bound, as systemd would: a server of this process would also accept connections, and not answer. */
const bind = (net as unknown as { _createServerHandle: (address: string, port: number, family: 4) => Bound })
  ._createServerHandle

beforeAll(async () => {
  buildCloud()
  real = await createDatabase()
  socket = bind('127.0.0.1', 0, 4)
  const name = { port: 0 }
  socket.getsockname(name)
  port = name.port
})
afterAll(async () => {
  await Promise.all(clouds.map((cloud) => cloud.kill()))
  socket.close()
  await real.drop()
})

/** Like a proxy: keeps its connections open, and sends nothing twice. */
function callUntil(isOver: () => boolean) {
  const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS })
  const answered = { calls: 0, faults: [] as string[] }
  const call = (method: string, path: string) =>
    new Promise<void>((resolve) => {
      const sent = request({ port, host: '127.0.0.1', method, path, agent }, (answer) => {
        answered.calls++
        if (answer.statusCode === 502 || answer.statusCode === 503) answered.faults.push(`${answer.statusCode}`)
        answer.resume().once('end', resolve)
      })
      sent.once('error', ({ message }) => {
        answered.faults.push(message)
        resolve()
      })
      sent.end()
    })
  const client = async () => {
    while (!isOver()) {
      await call('GET', '/healthz')
      await call('POST', '/api/login')
    }
  }
  const ended = Promise.all(Array.from({ length: CLIENTS }, client)).then(() => agent.destroy())
  return { answered, ended }
}

test('two processes on one socket are restarted in turn under load: every call is answered', async () => {
  const start = () => startCloud(real.url, { socket: socket.fd })
  clouds.push(await start(), await start())
  let over = false
  const { answered, ended } = callUntil(() => over)
  for (const at of [0, 1, 0, 1]) {
    expect(await clouds[at]?.stop()).toBe(0)
    clouds[at] = await start()
  }
  over = true
  await ended
  expect(answered.faults).toEqual([])
  expect(answered.calls).toBeGreaterThan(CLIENTS)
})

test('one process on the socket is restarted under load: calls wait for it', async () => {
  await clouds.pop()?.stop()
  let over = false
  const { answered, ended } = callUntil(() => over)
  for (let nth = 0; nth < 2; nth++) {
    expect(await clouds[0]?.stop()).toBe(0)
    clouds[0] = await startCloud(real.url, { socket: socket.fd })
  }
  over = true
  await ended
  expect(answered.faults).toEqual([])
  expect(answered.calls).toBeGreaterThan(CLIENTS)
})
