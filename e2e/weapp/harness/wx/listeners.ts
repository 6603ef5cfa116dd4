import type { Realm } from '../runtime/realm'
import type { Members } from './api'

type Listener = (argument: unknown) => void

const EVENTS = [
  'AppShow',
  'AppHide',
  'Error',
  'UnhandledRejection',
  'PageNotFound',
  'ThemeChange',
  'NetworkStatusChange',
  'NetworkWeakChange',
  'MemoryWarning',
  'WindowResize',
  'KeyboardHeightChange',
  'UserCaptureScreen',
  'AudioInterruptionBegin',
  'AudioInterruptionEnd',
  'LocationChange',
  'CompassChange',
] as const

export type AppEvent = (typeof EVENTS)[number]

/** `wx.onX` and `wx.offX` for events that the phone itself sends to the app. */
export class Listeners {
  private readonly byEvent = new Map<AppEvent, Set<Listener>>()

  constructor(private readonly realm: Realm) {}

  members(): Members {
    const members: Members = {}
    for (const event of EVENTS) {
      const known = new Set<Listener>()
      this.byEvent.set(event, known)
      members[`on${event}`] = (listener: Listener) => void known.add(listener)
      members[`off${event}`] = (listener?: Listener) => void (listener ? known.delete(listener) : known.clear())
    }
    return members
  }

  emit(event: AppEvent, argument: unknown): void {
    for (const listener of this.byEvent.get(event) ?? []) {
      this.realm.guard(`wx.on${event}`, () => listener(this.realm.clone(argument)))
    }
  }
}
