import type { Clock } from '../clock'
import type { Device } from '../device'
import type { AppPackage } from '../package/app-package'
import type { FaultLog } from '../runtime/fault-log'
import type { PageStack } from '../runtime/page-stack'
import type { Realm } from '../runtime/realm'
import type { Dialogs } from './dialogs'
import type { Network } from './io/network'
import type { Listeners } from './listeners'
import type { TabBar } from './tab-bar'
import { WxFailure } from './wx-failure'

/** Parts of the harness that the fakes of `wx` use. */
export interface Host {
  pkg: AppPackage
  device: Device
  clock: Clock
  realm: Realm
  faults: FaultLog
  stack: PageStack
  listeners: Listeners
  network: Network
  dialogs: Dialogs
  tabBar: TabBar
  launch: LaunchOptions
  /** Called when a new version of the app has been downloaded. */
  updateListeners: (() => void)[]
}

export interface LaunchOptions {
  path: string
  query: Record<string, string>
  scene: number
}

export type Members = Record<string, unknown>
export type Options = Record<string, unknown>
type Callback = ((result: unknown) => void) | undefined

/**
 * Makes a member of `wx` that answers through success, fail and complete, or with a promise when none is given.
 * It always answers later, never within the call.
 */
function asyncMember(host: Host, name: string, work: (options: Options) => unknown): (options?: Options) => unknown {
  return (options = {}) => {
    const { success, fail, complete } = options as { success?: Callback; fail?: Callback; complete?: Callback }
    if (success || fail || complete) {
      answer(host, name, work, options, success, fail, complete)
      return undefined
    }
    return host.realm.promise((resolve, reject) => answer(host, name, work, options, resolve, reject, undefined))
  }
}

export function asyncMembers(host: Host, works: Record<string, (options: Options) => unknown>): Members {
  return Object.fromEntries(Object.entries(works).map(([name, work]) => [name, asyncMember(host, name, work)]))
}

function answer(
  host: Host,
  name: string,
  work: (options: Options) => unknown,
  options: Options,
  success: Callback,
  fail: Callback,
  complete: Callback,
): void {
  const deliver = (callback: Callback, result: Record<string, unknown>) => {
    const cloned = host.realm.clone(result)
    host.clock.after(0, () => {
      host.realm.guard(`wx.${name}`, () => callback?.(cloned))
      host.realm.guard(`wx.${name}`, () => complete?.(cloned))
    })
  }
  const succeed = (result: unknown) => deliver(success, { ...(result as object | undefined), errMsg: `${name}:ok` })
  const refuse = (cause: unknown) => {
    // Anything else is a page that could not be loaded, or a bug of the harness.
    if (!(cause instanceof WxFailure)) host.faults.report(`wx.${name}`, cause)
    const extra = cause instanceof WxFailure ? cause.extra : {}
    deliver(fail, { ...extra, errMsg: `${name}:fail ${cause instanceof Error ? cause.message : String(cause)}` })
  }
  try {
    const result = work(options)
    if (result instanceof Promise) result.then(succeed, refuse)
    else succeed(result)
  } catch (cause) {
    refuse(cause)
  }
}
