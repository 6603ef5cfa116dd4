import { mergeScans, type ScanEvent } from '@core/attendance/attendance'
import { checkPass } from '@core/attendance/pass'
import { verifierOf } from '../../e2e/weapp/harness/package/webpack'
import { hmacSha256 } from '../../src/platform/crypto/hmac'
import { interleave } from '../shared/interleave'
import { openBuilt } from './built'
import { MORNING, scanEvents } from './events'
import { signedPass } from './signed'

/** Milliseconds per call. */
export type DoorTimes = { byNode: number; verified: number; checked: number; merged: number; sorted: number }

const ROUNDS = 7

function assertValid(valid: boolean): void {
  if (!valid) throw new Error('a valid pass was refused')
}

function mergedBy(events: ReturnType<typeof scanEvents>): number {
  const groups = new Map<string, ScanEvent[]>()
  for (const { booking, event } of events) {
    const group = groups.get(booking)
    if (group) group.push(event)
    else groups.set(booking, [event])
  }
  return [...groups.values()].filter((group) => mergeScans(group).in).length
}

async function measure(calls: number): Promise<DoorTimes> {
  const verify = verifierOf(openBuilt())
  const { key, shown, message, signature, byNode } = signedPass()
  const events = scanEvents()
  const times = (count: number, work: () => unknown) => ({
    calls: count,
    work: () => {
      for (let time = 0; time < count; time++) work()
    },
  })
  const crypto = { verify, mac: hmacSha256 }
  const [node = 0, verified = 0, checked = 0, merged = 0, sorted = 0] = await interleave(
    [
      times(50, () => assertValid(byNode())),
      times(calls, () => assertValid(verify(key.open, message, signature))),
      times(calls, () => assertValid(checkPass(shown, () => key, MORNING, crypto).ok)),
      times(1, () => mergedBy(events)),
      times(1, () => [...events].sort((a, b) => a.event.at - b.event.at)),
    ],
    ROUNDS,
  )
  return { byNode: node, verified, checked, merged, sorted }
}

// Phones do not have these. Taro probes for them, and Node's versions need WebAssembly, which is off without a JIT.
for (const name of ['fetch', 'FormData', 'Headers', 'Request', 'Response', 'MessageEvent', 'WebSocket'])
  Reflect.deleteProperty(globalThis, name)
const [library, calls] = process.argv.slice(2)
// Simulates a phone with an older base library: without BigInt the package uses tweetnacl.
if (library === 'tweetnacl') Reflect.deleteProperty(globalThis, 'BigInt')
measure(Number(calls)).then((times) => process.send?.(times))
