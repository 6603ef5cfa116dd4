import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { interleave, median } from '../shared/interleave'
import { createOwnDatabase } from '../shared/postgres'
import { duration, type Table, times } from '../shared/table'
import { BARE, type TimedStart, timeStart } from './timed-start'

const ROUNDS = 5
const CLOUD = ['dist/cloud/node.mjs', '--cloud-only']
type Way = { name: string; args: string[]; env: Record<string, string>; path: string }

/** From the process's start to its first answer; it is ended before the next one starts, outside of the time. */
async function first(args: string[], env: Record<string, string>, path: string): Promise<number> {
  const started: TimedStart = await timeStart(args, env, path)
  await started.stop()
  return started.ms
}

function tableOf(names: string[], told: number[][]): Table {
  const medians = told.map(median)
  const floor = medians[0] ?? 0
  return {
    title: 'start: from the start of the process to its first answer, against a bare Node server',
    columns: ['process', 'against bare', 'median', 'least', 'most'],
    rows: names.map((name, at) => [
      name,
      times((medians[at] ?? 0) / floor),
      ...[medians[at] ?? 0, Math.min(...(told[at] ?? [])), Math.max(...(told[at] ?? []))].map(duration),
    ]),
    notes: [`${ROUNDS} rounds. The data is there already; “demo” also brings the demo district up to date.`],
  }
}

export async function start(): Promise<Table[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'yike-bench-'))
  const own = await createOwnDatabase()
  const ways: Way[] = [
    { name: 'bare http.createServer', args: BARE, env: {}, path: '/' },
    { name: 'PGlite, demo', args: CLOUD, env: { DATA_DIR: dataDir, DEMO: '1' }, path: '/api/stations/hp001' },
    {
      name: `PostgreSQL ${own.version}, demo`,
      args: CLOUD,
      env: { DATABASE_URL: own.url, DEMO: '1' },
      path: '/api/stations/hp001',
    },
    {
      name: `PostgreSQL ${own.version}`,
      args: CLOUD,
      env: { DATABASE_URL: own.url, DEMO: '0' },
      path: '/api/stations/hp001',
    },
  ]
  try {
    const told = ways.map((): number[] => [])
    const contenders = ways.map(({ args, env, path }) => ({ calls: 1, work: () => first(args, env, path) }))
    // The round that is not counted finds both databases empty, and fills them.
    await interleave(contenders, ROUNDS, (taken, round) => {
      if (round > 0) for (const [at, ms] of taken.entries()) told[at]?.push(ms)
    })
    return [
      tableOf(
        ways.map((way) => way.name),
        told,
      ),
    ]
  } finally {
    await own.drop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}
