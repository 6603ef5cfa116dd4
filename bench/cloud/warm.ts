import { Agent } from 'node:http'
import { type Deployed, startFunction, startHttp } from '../../cloud/testing/process/function-process'
import { interleave } from '../shared/interleave'
import { duration, type Table, times } from '../shared/table'
import { ask } from '../start/timed-start'

const ROUNDS = 7
const CALLS = 800
const CLIENTS = 16
const PATH = '/api/stations/hp001'

/** Closed loop: `CALLS` calls by `clients` clients, each waiting for its answer. */
async function runCalls(clients: number, call: () => Promise<unknown>): Promise<void> {
  let left = CALLS
  const client = async () => {
    while (left-- > 0) await call()
  }
  await Promise.all(Array.from({ length: clients }, client))
}

/** Warm calls. An event function instance handles one call at a time, an HTTP function many. */
export async function warmCalls(deployed: Deployed, env: Record<string, string>): Promise<Table> {
  // Quiet: reading the log would be measured, too.
  const quiet = { ...env, LOG: 'faults' }
  const event = await startFunction(deployed, 'cloudbase-event.main', quiet)
  const http = await startHttp(deployed.folder, { ...quiet, PORT: '0', HOST: '127.0.0.1' })
  const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS })
  const get = () => ask(http.port, PATH, agent)
  const ways = [
    { name: 'HTTP, one at a time', clients: 1, call: get },
    { name: 'event, one at a time', clients: 1, call: () => event.call({ path: PATH, method: 'GET' }) },
    { name: `HTTP, ${CLIENTS} concurrent`, clients: CLIENTS, call: get },
  ]
  try {
    const taken = await interleave(
      ways.map(({ clients, call }) => ({ calls: CALLS, work: () => runCalls(clients, call) })),
      ROUNDS,
    )
    const floor = taken[0] ?? 0
    return {
      title: `cloud: warm GET ${PATH} from PostgreSQL, rate relative to HTTP one at a time`,
      columns: ['entry', 'rate', 'per call', 'calls /s'],
      rows: ways.map(({ name }, at) => {
        const ms = taken[at] ?? 0
        return [name, times(floor / ms), duration(ms), (1000 / ms).toFixed(0)]
      }),
      notes: [
        `${ROUNDS} rounds of ${CALLS} calls from one process: over keep-alive connections, and to the event function by IPC messages.`,
      ],
    }
  } finally {
    agent.destroy()
    await Promise.all([event, http].map((one) => one.stop()))
  }
}
