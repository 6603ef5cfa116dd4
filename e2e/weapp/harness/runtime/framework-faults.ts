import type { FaultLog } from './fault-log'
import { glassEasel } from './framework'

type Space = glassEasel.ComponentSpace

const logs = new Map<Space, FaultLog>()

/**
 * Collects the faults of the framework, which catches what handlers and lifetimes throw and reports it to one listener
 * for the whole process. Each goes to the phone whose component it was, or to every phone if that is unknown.
 */
export function onFrameworkFaults(space: Space, faults: FaultLog): void {
  if (logs.size === 0) {
    glassEasel.addGlobalErrorListener(onError)
    glassEasel.addGlobalWarningListener(onWarning)
  }
  logs.set(space, faults)
}

export function stopFrameworkFaults(space: Space): void {
  logs.delete(space)
  if (logs.size > 0) return
  glassEasel.removeGlobalErrorListener(onError)
  glassEasel.removeGlobalWarningListener(onWarning)
}

function onError(cause: unknown, where: string | undefined, component: unknown): false {
  for (const faults of logsOf(component)) faults.report(`uncaught in ${where ?? 'the framework'}`, cause)
  return false
}

/** Taro's wrappers are first rendered before they get their node; WeChat does not warn of that. */
const HARMLESS = /^The for-list data is neither Array nor Object, got type "undefined"/

function onWarning(message: string, component: unknown): false {
  if (HARMLESS.test(message)) return false
  for (const faults of logsOf(component)) faults.report('framework warning', message)
  return false
}

function logsOf(component: unknown): Iterable<FaultLog> {
  if (component instanceof glassEasel.Component) {
    const log = logs.get(component.getRootBehavior().ownerSpace)
    if (log) return [log]
  }
  return logs.values()
}
