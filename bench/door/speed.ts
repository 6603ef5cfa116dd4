import { fork } from 'node:child_process'
import { join } from 'node:path'
import { PASSES_A_SECOND_AT_LEAST } from '../shared/budgets'
import { duration, type Table, times } from '../shared/table'
import { EVENTS } from './events'
import type { DoorTimes } from './phone-process'

type Way = { library: 'noble' | 'tweetnacl'; jit: boolean; calls: number }
/** The calls of a round take some tenths of a second. */
const WAYS: Way[] = [
  { library: 'noble', jit: true, calls: 100 },
  { library: 'noble', jit: false, calls: 40 },
  { library: 'tweetnacl', jit: true, calls: 25 },
  { library: 'tweetnacl', jit: false, calls: 4 },
]

const measured = ({ library, jit, calls }: Way): Promise<DoorTimes> =>
  new Promise((resolve, reject) => {
    const child = fork(join('bench', 'door', 'phone-process.ts'), [library, `${calls}`], {
      // As iOS runs mini-programs. Node says that it takes WebAssembly away, too.
      execArgv: [...(jit ? [] : ['--jitless', '--no-expose_wasm']), '--import', 'tsx'],
    })
    let said: DoorTimes | undefined
    child.once('message', (told: DoorTimes) => {
      said = told
    })
    child.once('exit', (code) => {
      if (code === 0 && said) resolve(said)
      else reject(new Error(`the ${library} process ended with ${code}`))
    })
  })

export async function doorSpeed(): Promise<Table[]> {
  const told: { way: Way; told: DoorTimes }[] = []
  for (const way of WAYS) told.push({ way, told: await measured(way) })
  const nameOf = ({ library, jit }: Way) => `${library}, ${jit ? 'with JIT' : 'without'}`
  const slow = told.map(({ way, told: { checked } }) => ({ way, rate: 1000 / checked }))
  return [
    {
      title:
        "door: a signature, and a whole pass, verified by dist/weapp, against node:crypto's verify of the signature",
      columns: ['library', 'verify : node', 'pass : node', 'node', 'verify', 'pass', 'passes /s'],
      rows: told.map(({ way, told: { byNode, verified, checked } }) => [
        nameOf(way),
        times(verified / byNode),
        times(checked / byNode),
        ...[byNode, verified, checked].map(duration),
        (1000 / checked).toFixed(1),
      ]),
      notes: ['noble where there is BigInt, else tweetnacl. A whole pass is read, verified, and its step is checked.'],
      over: slow
        .filter(({ rate }) => rate < PASSES_A_SECOND_AT_LEAST)
        .map(
          ({ way, rate }) =>
            `door: ${nameOf(way)}: ${rate.toFixed(1)} passes a second, at least ${PASSES_A_SECOND_AT_LEAST} expected`,
        ),
    },
    {
      title: `door: ${EVENTS} scans of 500 people from 20 phones merged, against one sort of them by time`,
      columns: ['', 'merge : sort', 'merge', 'sort'],
      rows: told
        .filter(({ way }) => way.library === 'noble')
        .map(({ way, told: { merged, sorted } }) => [
          way.jit ? 'with JIT' : 'without',
          times(merged / sorted),
          ...[merged, sorted].map(duration),
        ]),
    },
  ]
}
