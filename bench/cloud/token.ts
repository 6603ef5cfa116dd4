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
/** Together below what a PostgreSQL lets in unless told. */
const POOL = 8
/** What WeChat takes for an answer. */
const WECHAT_MS = 100

type StandIn = Awaited<ReturnType<typeof startStandIn>>

async function start(url: string, settings: Workers['settings'], count: number): Promise<ChildProcess> {
  const child = fork(join('bench', 'cloud', 'token-process.ts'), { execArgv: ['--import', 'tsx'] })
  child.send({ url, settings, count, pool: POOL } satisfies Workers)
  await once(child, 'message')
  return child
}

/** So many in so many processes ask at the same moment. */
async function storm(url: string, standIn: StandIn, workers: number, processes: number) {
  const settings = { ...standIn.settings, release: 'release' as const }
  const children = await Promise.all(Array.from({ length: processes }, () => start(url, settings, workers / processes)))
  const before = standIn.calls('stable_token')
  const told = children.map(async (child): Promise<Worked> => (await once(child, 'message'))[0])
  for (const child of children) child.send('go')
  const all = await Promise.all(told)
  return {
    calls: standIn.calls('stable_token') - before,
    held: all.reduce((sum, { held }) => sum + held, 0),
    last: Math.max(...all.flatMap(({ waits }) => waits)),
  }
}

/** What WeChat's token costs those who all want it at once: calls, and waiting beside one who is alone. */
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
      ['a token that WeChat refuses', stale],
    ] as const) {
      await prepare()
      const alone = await storm(url, standIn, 1, 1)
      await prepare()
      const { calls, held, last } = await storm(url, standIn, WORKERS, PROCESSES)
      rows.push([name, `${calls}`, `${WORKERS - held}`, times(last / alone.last), duration(last), duration(alone.last)])
      if (calls > TOKEN_CALLS_AT_MOST) over.push(`${name}: ${calls} token calls, allowed ${TOKEN_CALLS_AT_MOST}`)
      if (held > 0) over.push(`${name}: ${held} of ${WORKERS} were told no`)
    }
    return {
      title: `cloud: WeChat’s token, ${WORKERS} workers of ${PROCESSES} processes at once`,
      columns: ['in the database', 'token calls', 'got through', 'the last : one alone', 'the last', 'one alone'],
      rows,
      notes: [
        `Each worker has a client of its own; a process has ${POOL} connections. WeChat takes ${WECHAT_MS} ms an answer. Allowed: ${TOKEN_CALLS_AT_MOST} token call.`,
      ],
      over,
    }
  } finally {
    await standIn.stop()
  }
}
