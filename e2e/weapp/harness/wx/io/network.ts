import http from 'node:http'
import { asyncMembers, type Host, type Members, type Options } from '../api'
import { WxFailure } from '../wx-failure'

// WeChat has no PATCH.
const METHODS = ['OPTIONS', 'GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'TRACE', 'CONNECT']

interface Reply {
  status: number
  header: Record<string, unknown>
  body: Buffer
}

/** Requests in flight. Whatever host the app names, they go to the cloud under test. */
export class Network {
  private readonly pending = new Map<symbol, string>()
  private waiting: (() => void)[] = []
  private held: (() => void)[] = []

  get inFlight(): string[] {
    return [...this.pending.values()]
  }

  /** Resolves when one of the requests in flight has been answered. */
  nextAnswer(): Promise<void> {
    return new Promise((resolve) => this.waiting.push(resolve))
  }

  release(): void {
    for (const send of this.held.splice(0)) send()
  }

  hold(): Promise<void> {
    return new Promise((resolve) => this.held.push(resolve))
  }

  async track<T>(what: string, work: () => Promise<T>): Promise<T> {
    const id = Symbol(what)
    this.pending.set(id, what)
    try {
      return await work()
    } finally {
      this.pending.delete(id)
      for (const wake of this.waiting.splice(0)) wake()
    }
  }
}

export function network(host: Host): Members {
  const type = () => ({ networkType: host.device.online ? 'wifi' : 'none', isConnected: host.device.online })
  const { request } = asyncMembers(host, { request: (options) => send(host, options) })
  const start = request as (options: Options) => unknown
  return {
    ...asyncMembers(host, { getNetworkType: type }),
    request: (options: Options) => {
      const controller = new AbortController()
      const promise = start({ ...options, signal: controller.signal })
      const task = { abort: () => controller.abort(), onHeadersReceived: () => {}, offHeadersReceived: () => {} }
      return promise ? Object.assign(promise, task) : host.realm.clone(task)
    },
  }
}

async function send(host: Host, options: Options): Promise<object> {
  const { dataType = 'json', responseType = 'text' } = options as Record<string, string>
  const { status, header, body } = await exchange(host, options)
  return { statusCode: status, header, cookies: [], data: decode(body, dataType, responseType) }
}

/** One HTTP exchange with the cloud under test, or with `cloud` if given. */
export async function exchange(host: Host, options: Options, cloud = host.device.cloud): Promise<Reply> {
  const { url, method = 'GET', data } = options as Record<string, string>
  const verb = String(method).toUpperCase()
  if (!/^https?:\/\//.test(url ?? '')) throw new WxFailure('invalid url', { errno: 600009 })
  if (!METHODS.includes(verb)) {
    host.faults.report('wx.request', `${verb} is not a method WeChat can send`)
    throw new WxFailure(`invalid method ${verb}`)
  }
  const requested = new URL(url as string)
  const hasBody = verb !== 'GET' && verb !== 'HEAD'
  if (!hasBody && data) for (const [key, value] of Object.entries(data)) requested.searchParams.set(key, String(value))
  const path = requested.pathname + requested.search
  if (!cloud) throw new WxFailure(`no cloud was given to launch() (${verb} ${path})`)
  return carry(host, { method: verb, path, body: hasBody ? data : undefined }, () =>
    transmit(new URL(path, cloud), verb, options),
  )
}

/** Sends a request by any transport: records it, and fails while the phone is offline. */
export async function carry<T extends { status: number }>(
  { device, network }: Host,
  request: { method: string; path: string; body: unknown },
  work: () => Promise<T>,
): Promise<T> {
  const { method, path } = request
  const record: Host['device']['requests'][number] = { ...request }
  device.requests.push(record)
  if (device.holding) await network.hold()
  if (!device.online) throw new WxFailure('', { errno: 600001 })
  const reply = await network.track(`${method} ${path}`, work)
  // The signal may have gone while the request was on its way.
  if (!device.online || device.loses(method, path)) throw new WxFailure('', { errno: 600001 })
  record.status = reply.status
  return reply
}

function transmit(target: URL, method: string, options: Options): Promise<Reply> {
  const {
    data,
    timeout,
    header = {},
    signal,
  } = options as {
    data?: unknown
    timeout?: number
    header?: Record<string, string>
    signal: AbortSignal
  }
  const headers: Record<string, string> = { 'content-type': 'application/json' }
  for (const [name, value] of Object.entries(header)) headers[name.toLowerCase()] = String(value)
  headers.referer = 'https://servicewechat.com/touristappid/devtools/page-frame.html'
  const body = method === 'GET' || method === 'HEAD' ? undefined : encode(data, headers['content-type'] ?? '')
  if (body !== undefined) headers['content-length'] = String(Buffer.byteLength(body))
  return new Promise((resolve, reject) => {
    const sent = http.request(target, { method, headers, signal, timeout: timeout ?? 60_000 }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', (cause) => reject(new WxFailure(cause.message)))
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, header: response.headers, body: Buffer.concat(chunks) }),
      )
    })
    sent.on('timeout', () => sent.destroy(new Error('timeout')))
    sent.on('error', (cause) => reject(new WxFailure(cause.name === 'AbortError' ? 'abort' : cause.message)))
    sent.end(body)
  })
}

function encode(data: unknown, contentType: string): string | Buffer | undefined {
  if (data === undefined || data === null) return undefined
  if (typeof data === 'string') return data
  if (Object.prototype.toString.call(data) === '[object ArrayBuffer]') return Buffer.from(data as ArrayBuffer)
  if (contentType.includes('x-www-form-urlencoded'))
    return new URLSearchParams(data as Record<string, string>).toString()
  return JSON.stringify(data)
}

export function decode(body: Buffer, dataType: string, responseType: string): unknown {
  if (responseType === 'arraybuffer') return new Uint8Array(body).buffer
  const text = body.toString('utf8')
  if (dataType !== 'json') return text
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
