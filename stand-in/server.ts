import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { InjectedFaults } from './injected-faults'
import { type Endpoint, ERRCODES } from './protocol/errcodes'
import type { Handler, StandInAnswer, StandInRequest } from './protocol/request'

const ENDPOINTS: Record<string, Endpoint> = {
  '/sns/jscode2session': 'jscode2session',
  '/cgi-bin/stable_token': 'stable_token',
  '/wxa/business/getuserphonenumber': 'getuserphonenumber',
  '/cgi-bin/message/subscribe/send': 'send',
  '/wxa/msg_sec_check': 'msg_sec_check',
  '/wxa/getwxacodeunlimit': 'getwxacodeunlimit',
  '/sns/oauth2/access_token': 'oauth2',
  '/cgi-bin/user/info': 'user_info',
}

export type ServerOptions = {
  handlers: Record<Endpoint, Handler>
  faults: InjectedFaults
  /** Handles requests to other paths. Resolves to true if it has answered. */
  fallback: (request: IncomingMessage, body: string, response: ServerResponse) => Promise<boolean>
}

async function read(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts).toString('utf8')
}

/** Writes an answer; its status is always 200. */
function write(response: ServerResponse, endpoint: Endpoint, answer: StandInAnswer): void {
  if (Buffer.isBuffer(answer)) {
    response.writeHead(200, { 'content-type': 'image/png' }).end(answer)
    return
  }
  const errmsg = typeof answer === 'number' ? ERRCODES[endpoint][answer] : ''
  if (errmsg === undefined) throw new Error(`${endpoint} does not answer ${answer}`)
  const rid = [4, 4, 4].map((bytes) => randomBytes(bytes).toString('hex')).join('-')
  const json = typeof answer === 'number' ? { errcode: answer, errmsg: `${errmsg} rid: ${rid}` } : answer
  // WeChat labels the JSON of these two endpoints as text.
  const type = endpoint === 'jscode2session' || endpoint === 'oauth2' ? 'text/plain' : 'application/json'
  // A msgid is a number beyond the safe integers, so it is written as text and loses its quotes here.
  response.writeHead(200, { 'content-type': type }).end(JSON.stringify(json).replace(/"msgid":"(\d+)"/, '"msgid":$1'))
}

/** Opens the server on localhost; it can be closed and opened again on the same port. */
export async function openServer({ handlers, faults, fallback }: ServerOptions, port = 0) {
  const calls = new Map<Endpoint, number>()
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://wechat')
    const body = await read(request)
    const endpoint = ENDPOINTS[url.pathname]
    if (!endpoint) {
      if (!(await fallback(request, body, response))) response.writeHead(404).end()
      return
    }
    calls.set(endpoint, (calls.get(endpoint) ?? 0) + 1)
    if (faults.hangsUp) return void request.socket.destroy()
    const fault = faults.take(endpoint)
    const call: StandInRequest = { method: request.method ?? '', query: url.searchParams, body, after: [] }
    const reply = typeof fault === 'number' ? fault : fault === 'garbled' ? 0 : handlers[endpoint](call)
    if (faults.late) await new Promise((resolve) => setTimeout(resolve, faults.late).unref())
    await faults.held
    for (const done of call.after) done()
    if (fault === 'lost') return void request.socket.destroy()
    if (fault === 'garbled') return void response.writeHead(502).end('<html>Bad Gateway</html>')
    write(response, endpoint, reply)
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((fault: Error) => {
      if (!response.headersSent) response.writeHead(500)
      response.end(String(fault.stack))
    })
  })
  const listen = (at: number) => new Promise<void>((resolve) => server.listen(at, '127.0.0.1', resolve))
  await listen(port)
  const boundPort = (server.address() as AddressInfo).port
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return {
    at: `http://127.0.0.1:${boundPort}`,
    calls: (endpoint: Endpoint): number => calls.get(endpoint) ?? 0,
    /** Stops listening, until `open`. */
    close,
    open: () => listen(boundPort),
    isOpen: () => server.listening,
  }
}
