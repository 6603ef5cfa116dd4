import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { startStandIn } from '../../stand-in/stand-in'
import { TOKEN_CALLS_AT_MOST } from '../shared/budgets'
import { run } from '../shared/postgres'
import { duration, type Table, times } from '../shared/table'
import type { Worked, Workers } from './token-process'

const WORKERS = 200
const PROCESSES = 8
/** Connections per process; in total below PostgreSQL's default limit of 100. */
const POOL = 8
/** Simulated latency of WeChat. */
const WECHAT_MS = 100

type StandIn = Awaited<ReturnType<typeof startStandIn>>

async function start(url: string, settings: Workers['settings'], count: number): Promise<ChildProcess> {
  const child = fork(join('bench', 'cloud', 'token-process.ts'), { execArgv: ['--import', 'tsx'] })
  child.send({ url, settings, count, pool: POOL } satisfies Workers)
  await once(child, 'message')
  return child
}

/** Thundering herd: all workers of all processes ask at the same moment. */
async function storm(url: string, standIn: StandIn, workers: number, processes: number) {
  const settings = { ...standIn.settings, release: 'release' as const }
  const children = await Promise.all(Array.from({ length: processes }, () => start(url, settings, workers / processes)))
  const before = standIn.calls('stable_token')
  const answers = children.map(async (child): Promise<Worked> => (await once(child, 'message'))[0])
  for (const child of children) child.send('go')
  const all = await Promise.all(answers)
  return {
    calls: standIn.calls('stable_token') - before,
    held: all.reduce((sum, { held }) => sum + held, 0),
    last: Math.max(...all.flatMap(({ waits }) => waits)),
  }
}

/**
 * Cost of fetching WeChat's access token under a thundering herd: calls, and waiting time relative to a single worker.
 */
export async function tokenCalls(url: string): Promise<Table> {
  const standIn = await startStandIn({})
  standIn.visit('o-1')
  standIn.slow(WECHAT_MS)
  const cold = () => run(url, 'truncate wechat_token')
  const stale = async () => standIn.revokeToken()
  const over: string[] = []
  try {
    const rows: string[][] = []
    for (const [name, prepare] of [
      ['no token', cold],
      ['a token WeChat rejects', stale],
    ] as const) {
      await prepare()
      const alone = await storm(url, standIn, 1, 1)
      await prepare()
      const { calls, held, last } = await storm(url, standIn, WORKERS, PROCESSES)
      rows.push([name, `${calls}`, `${WORKERS - held}`, times(last / alone.last), duration(last), duration(alone.last)])
      if (calls > TOKEN_CALLS_AT_MOST) over.push(`${name}: ${calls} token calls, at most ${TOKEN_CALLS_AT_MOST}`)
      if (held > 0) over.push(`${name}: ${held} of ${WORKERS} workers did not get an answer`)
    }
    return {
      title: `cloud: WeChat’s access token, ${WORKERS} workers in ${PROCESSES} processes at once`,
      columns: ['in the database', 'token calls', 'succeeded', 'slowest : single', 'slowest', 'single worker'],
      rows,
      notes: [
        `Each worker has its own client; a process has ${POOL} connections. WeChat answers in ${WECHAT_MS} ms. Budget: ${TOKEN_CALLS_AT_MOST} token call.`,
      ],
      over,
    }
  } finally {
    await standIn.stop()
  }
}
