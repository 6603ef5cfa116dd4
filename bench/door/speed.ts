import { fork } from 'node:child_process'
import { join } from 'node:path'
import { PASSES_A_SECOND_AT_LEAST } from '../shared/budgets'
import { duration, type Table, times } from '../shared/table'
import { EVENTS } from './events'
import type { DoorTimes } from './phone-process'

type Way = { library: 'noble' | 'tweetnacl'; jit: boolean; calls: number }
/** Calls per round, chosen so that a round takes some tenths of a second. */
const WAYS: Way[] = [
  { library: 'noble', jit: true, calls: 100 },
  { library: 'noble', jit: false, calls: 40 },
  { library: 'tweetnacl', jit: true, calls: 25 },
  { library: 'tweetnacl', jit: false, calls: 4 },
]

const measured = ({ library, jit, calls }: Way): Promise<DoorTimes> =>
  new Promise((resolve, reject) => {
    const child = fork(join('bench', 'door', 'phone-process.ts'), [library, `${calls}`], {
      // iOS runs mini-programs without a JIT. Without one Node has no WebAssembly either.
      execArgv: [...(jit ? [] : ['--jitless', '--no-expose_wasm']), '--import', 'tsx'],
    })
    let taken: DoorTimes | undefined
    child.once('message', (message: DoorTimes) => {
      taken = message
    })
    child.once('exit', (code) => {
      if (code === 0 && taken) resolve(taken)
      else reject(new Error(`the ${library} process exited with ${code}`))
    })
  })

export async function doorSpeed(): Promise<Table[]> {
  const results: { way: Way; taken: DoorTimes }[] = []
  for (const way of WAYS) results.push({ way, taken: await measured(way) })
  const nameOf = ({ library, jit }: Way) => `${library}, ${jit ? 'with JIT' : 'without JIT'}`
  const rates = results.map(({ way, taken: { checked } }) => ({ way, rate: 1000 / checked }))
  return [
    {
      title: "door: signature check and full pass check by dist/weapp, relative to node:crypto's signature check",
      columns: ['library', 'verify : node', 'pass : node', 'node', 'verify', 'pass', 'passes /s'],
      rows: results.map(({ way, taken: { byNode, verified, checked } }) => [
        nameOf(way),
        times(verified / byNode),
        times(checked / byNode),
        ...[byNode, verified, checked].map(duration),
        (1000 / checked).toFixed(1),
      ]),
      notes: [
        'noble with BigInt, else tweetnacl. A full pass check decodes the pass, verifies its signature and its time step.',
      ],
      over: rates
        .filter(({ rate }) => rate < PASSES_A_SECOND_AT_LEAST)
        .map(
          ({ way, rate }) =>
            `door: ${nameOf(way)}: ${rate.toFixed(1)} passes per second, at least ${PASSES_A_SECOND_AT_LEAST}`,
        ),
    },
    {
      title: `door: merge of ${EVENTS} scans of 500 people from 20 phones, relative to one sort by time`,
      columns: ['', 'merge : sort', 'merge', 'sort'],
      rows: results
        .filter(({ way }) => way.library === 'noble')
        .map(({ way, taken: { merged, sorted } }) => [
          way.jit ? 'with JIT' : 'without JIT',
          times(merged / sorted),
          ...[merged, sorted].map(duration),
        ]),
    },
  ]
}
