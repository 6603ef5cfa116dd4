export interface Place {
  latitude: number
  longitude: number
}

export interface AppBaseInfo {
  theme?: 'light' | 'dark'
  fontSizeSetting?: number
  language?: string
}

export interface SentRequest {
  method: string
  /** Path and query, without the host. */
  path: string
  /** Undefined while in flight or when it never reached the cloud. */
  status?: number
  body?: unknown
}

/** Something the app asked of the phone that a person would notice. */
export interface Action {
  name: string
  detail: Record<string, unknown>
}

/** What phones with base libraries before 3.6.0 do not have, or may not. */
export const OLD_PHONE = ['BigInt', 'BigInt64Array', 'BigUint64Array', 'Object.hasOwn']

/** CloudBase, as WeChat reaches it. */
export interface CloudBase {
  env: string
  /** What each function answers to an event. */
  functions?: Record<string, (event: unknown) => Promise<unknown>>
  /** Where each service listens. */
  services?: Record<string, string>
}

/** What outlives a restart of the app: the phone itself and the person holding it. */
export class Device {
  readonly storage = new Map<string, unknown>()
  readonly requests: SentRequest[] = []
  readonly toasts: string[] = []
  readonly actions: Action[] = []
  readonly scans: string[] = []
  online = true
  /** While true, requests wait unsent: the moment to look at a loading state or tap twice. */
  holding = false
  /** `GET /api/me` and so on, without the query: the next answer to each of these is lost on its way to the phone. */
  readonly losing: string[] = []
  brightness = 0.5
  clipboard = ''
  loginCode = 0
  subscription: 'accept' | 'reject' = 'accept'
  /** Has its owner agreed to WeChat's privacy guide for this mini-program? */
  guide: 'agreed' | 'unread' = 'agreed'
  /** What becomes of a picture that is to go into the album. */
  album: 'allowed' | 'denied' | 'cancelled' = 'allowed'
  /** WeChat, as far as it knows who holds this phone; without it codes are made up. */
  wechat?: { loginCode: () => string; grant: (template: string) => void }

  constructor(
    readonly cloud: string | undefined,
    public location: Place | 'denied',
    public baseInfo: AppBaseInfo,
    /** Parts of JavaScript that this phone does not have. */
    readonly lacks: readonly string[] = [],
    readonly cloudBase?: CloudBase,
  ) {}

  /** Is this answer lost? Once for each that was asked for. */
  loses(method: string, path: string): boolean {
    const at = this.losing.indexOf(`${method} ${path.split('?')[0]}`)
    if (at >= 0) this.losing.splice(at, 1)
    return at >= 0
  }

  act(name: string, detail: Record<string, unknown> = {}): void {
    this.actions.push({ name, detail })
  }
}
