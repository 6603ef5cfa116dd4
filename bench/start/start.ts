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

/** Milliseconds from spawning to the first answer; stopping is not included. */
async function first(args: string[], env: Record<string, string>, path: string): Promise<number> {
  const started: TimedStart = await timeStart(args, env, path)
  await started.stop()
  return started.ms
}

function tableOf(names: string[], durations: number[][]): Table {
  const medians = durations.map(median)
  const floor = medians[0] ?? 0
  return {
    title: 'start: from spawning the process to its first answer, relative to a bare Node server',
    columns: ['process', 'against bare', 'median', 'min', 'max'],
    rows: names.map((name, at) => [
      name,
      times((medians[at] ?? 0) / floor),
      ...[medians[at] ?? 0, Math.min(...(durations[at] ?? [])), Math.max(...(durations[at] ?? []))].map(duration),
    ]),
    notes: [`${ROUNDS} rounds, with the data in place; “demo” also updates the demo district.`],
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
    const durations = ways.map((): number[] => [])
    const contenders = ways.map(({ args, env, path }) => ({ calls: 1, work: () => first(args, env, path) }))
    // The warm-up round migrates and seeds both empty databases.
    await interleave(contenders, ROUNDS, (taken, round) => {
      if (round > 0) for (const [at, ms] of taken.entries()) durations[at]?.push(ms)
    })
    return [
      tableOf(
        ways.map((way) => way.name),
        durations,
      ),
    ]
  } finally {
    await own.drop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}
