import type { CalledAnswer } from '@core/contract/event'
import {
  type Deployed,
  type EventFunction,
  startFunction,
  startHttp,
} from '../../cloud/testing/process/function-process'
import { interleave, median } from '../shared/interleave'
import { duration, type Table, times } from '../shared/table'
import { ask, BARE, timeStart } from '../start/timed-start'

const ROUNDS = 9
const PATH = '/api/stations/hp001'
const OWN = ['dist/cloud/node.mjs', '--cloud-only']

type Env = Record<string, string>

/** Milliseconds from spawning until the first answer; stopping is not included. */
async function timed<T extends { stop: () => Promise<unknown> }>(start: () => Promise<T>, first: (one: T) => unknown) {
  const from = performance.now()
  const one = await start()
  await first(one)
  const ms = performance.now() - from
  await one.stop()
  return ms
}

async function process(args: string[], env: Env, path: string): Promise<number> {
  const started = await timeStart(args, env, path)
  await started.stop()
  return started.ms
}

async function timeCall(one: EventFunction): Promise<void> {
  const { status } = (await one.call({ path: PATH, method: 'GET' })) as CalledAnswer
  if (status !== 200) throw new Error(`the event function answered ${status}`)
}

async function timeJobs(one: EventFunction): Promise<void> {
  const { ok } = (await one.call({ Type: 'Timer' })) as { ok: boolean }
  if (!ok) throw new Error('the timer failed')
}

export async function coldStarts(deployed: Deployed, env: Env): Promise<Table> {
  const { folder } = deployed
  const ways: { name: string; work: () => Promise<number> }[] = [
    { name: 'bare http.createServer', work: () => process(BARE, {}, '/') },
    { name: 'node.mjs', work: () => process(OWN, env, PATH) },
    {
      name: 'HTTP function (scf_bootstrap)',
      work: () =>
        timed(
          () => startHttp(folder, { ...env, PORT: '0', HOST: '127.0.0.1' }),
          ({ port }) => ask(port, PATH),
        ),
    },
    {
      name: 'event function (main)',
      work: () => timed(() => startFunction(deployed, 'cloudbase-event.main', env), timeCall),
    },
    {
      name: 'timer function, one full run of jobs',
      work: () => timed(() => startFunction(deployed, 'tick.main', env), timeJobs),
    },
  ]
  const durations = ways.map((): number[] => [])
  await interleave(
    ways.map(({ work }) => ({ calls: 1, work })),
    ROUNDS,
    (taken, round) => {
      if (round > 0) for (const [at, ms] of taken.entries()) durations[at]?.push(ms)
    },
  )
  const floor = median(durations[0] ?? [])
  return {
    title: 'cloud: cold start, from spawning the process to its first answer from PostgreSQL',
    columns: ['entry', 'against bare', 'median', 'min', 'max'],
    rows: ways.map(({ name }, at) => {
      const all = durations[at] ?? []
      return [name, times(median(all) / floor), ...[median(all), Math.min(...all), Math.max(...all)].map(duration)]
    }),
    notes: [
      `${ROUNDS} rounds, with the data in place. The event function’s SDK is a stub; WeChat’s own adds some 340 ms.`,
    ],
  }
}
