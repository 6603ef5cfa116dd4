import type { FaultLog } from '../runtime/fault-log'
import { component, type glassEasel } from '../runtime/framework'

type Space = glassEasel.ComponentSpace
type Caller = { _$: glassEasel.GeneralComponent }
type SetData = (this: Caller, data: Record<string, unknown>, callback?: () => void) => void

/** Calls and bytes that went from the logic to the view since the last reset. */
export class SetDataMeter {
  calls = 0
  bytes = 0

  reset(): void {
    this.calls = 0
    this.bytes = 0
  }
}

const meters = new Map<Space, { meter: SetDataMeter; faults: FaultLog }>()
const prototype = component.ComponentCaller.prototype as unknown as { setData: SetData }
const setData = prototype.setData
const gone = new WeakSet<glassEasel.GeneralComponent>()

export const dropLateData = (page: glassEasel.GeneralComponent): void => {
  gone.add(page)
}

// On the prototype that pages and components share, so that a custom-wrapper counts too.
prototype.setData = function (this: Caller, data, callback) {
  // A late answer for a page that was closed: WeChat drops it.
  if (gone.has(this._$)) return
  const owner = meters.get(this._$.getRootBehavior().ownerSpace)
  if (!owner) return setData.call(this, data, callback)
  const { text, lost } = serialize(data)
  owner.meter.calls += 1
  owner.meter.bytes += Buffer.byteLength(text)
  for (const path of lost) owner.faults.report('setData', `${path} is a function: WeChat drops it (${this._$.is})`)
  return setData.call(this, data, callback)
}

export function meterSpace(space: Space, faults: FaultLog): SetDataMeter {
  const meter = new SetDataMeter()
  meters.set(space, { meter, faults })
  return meter
}

export function forgetSpace(space: Space): void {
  meters.delete(space)
}

function serialize(data: Record<string, unknown>): { text: string; lost: string[] } {
  const lost: string[] = []
  const text = JSON.stringify(data, function (this: unknown, key: string, value: unknown) {
    if (typeof value === 'function') lost.push(key)
    return value
  })
  return { text, lost: [...new Set(lost)] }
}
