import { mergeScans, type ScanEvent } from '@core/attendance/attendance'
import { checkPass } from '@core/attendance/pass'
import { verifierOf } from '../../e2e/weapp/harness/package/webpack'
import { hmacSha256 } from '../../src/platform/crypto/hmac'
import { interleave } from '../shared/interleave'
import { openBuilt } from './built'
import { MORNING, scanEvents } from './events'
import { signedPass } from './signed'

/** Milliseconds a call. */
export type DoorTimes = { byNode: number; verified: number; checked: number; merged: number; sorted: number }

const ROUNDS = 7

function holds(held: boolean): void {
  if (!held) throw new Error('a sound pass was refused')
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
      times(50, () => holds(byNode())),
      times(calls, () => holds(verify(key.open, message, signature))),
      times(calls, () => holds(checkPass(shown, () => key, MORNING, crypto).ok)),
      times(1, () => mergedBy(events)),
      times(1, () => [...events].sort((a, b) => a.event.at - b.event.at)),
    ],
    ROUNDS,
  )
  return { byNode: node, verified, checked, merged, sorted }
}

// No phone has these; Taro looks for them, and Node's ask for WebAssembly, which goes with the JIT.
for (const name of ['fetch', 'FormData', 'Headers', 'Request', 'Response', 'MessageEvent', 'WebSocket'])
  Reflect.deleteProperty(globalThis, name)
const [library, calls] = process.argv.slice(2)
// As a phone with an older base library: the package finds none, and takes the library that needs none.
if (library === 'tweetnacl') Reflect.deleteProperty(globalThis, 'BigInt')
measure(Number(calls)).then((told) => process.send?.(told))
