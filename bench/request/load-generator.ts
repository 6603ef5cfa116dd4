import { Agent, request } from 'node:http'

/** A request, sent repeatedly or as one of several. */
export type LoadRequest = { method: string; path: string; headers: Record<string, string>; body?: string }
/** Closed loop: `clients` clients send `asks` in turn, each waiting for its answer, until `count` are sent. */
export type Load = { port: number; asks: LoadRequest[]; count: number; clients: number; status: number }
/** Milliseconds of each request, and in total. */
export type LoadResult = { latencies: number[]; ms: number } | { wrong: string }

const agents = new Map<number, Agent>()
function agentFor(clients: number): Agent {
  const agent = agents.get(clients) ?? new Agent({ keepAlive: true, maxSockets: clients })
  agents.set(clients, agent)
  return agent
}

function send({ method, path, headers, body }: LoadRequest, port: number, agent: Agent, status: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }
    const sent = request(
      { host: '127.0.0.1', port, agent, method, path, headers: { ...headers, ...length } },
      (answer) => {
        answer.resume()
        answer.once('end', () => {
          if (answer.statusCode === status) resolve()
          else reject(new Error(`${method} ${path} answered ${answer.statusCode}, not ${status}`))
        })
      },
    )
    sent.once('error', reject)
    sent.end(body)
  })
}

async function runLoad({ port, asks, count, clients, status }: Load): Promise<LoadResult> {
  const agent = agentFor(clients)
  const latencies: number[] = []
  let next = 0
  const client = async () => {
    while (next < count) {
      const ask = asks[next++ % asks.length] as LoadRequest
      const from = performance.now()
      await send(ask, port, agent, status)
      latencies.push(performance.now() - from)
    }
  }
  const from = performance.now()
  try {
    await Promise.all(Array.from({ length: clients }, client))
  } catch (fault) {
    return { wrong: String(fault) }
  }
  return { latencies, ms: performance.now() - from }
}

// A separate process: a client in the server's event loop would measure itself.
process.on('message', async (load: Load) => process.send?.(await runLoad(load)))
