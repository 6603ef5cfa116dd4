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

/** A call of the app to the phone with an effect that a person would notice. */
export interface Action {
  name: string
  detail: Record<string, unknown>
}

/** Globals that phones with base libraries before 3.6.0 lack, or may lack. */
export const OLD_PHONE = ['BigInt', 'BigInt64Array', 'BigUint64Array', 'Object.hasOwn']

/** CloudBase environment that `wx.cloud` calls. */
export interface CloudBase {
  env: string
  /** Cloud functions by name. */
  functions?: Record<string, (event: unknown) => Promise<unknown>>
  /** URL of each container service by name. */
  services?: Record<string, string>
}

/** State that outlives a restart of the app: the phone's own, and the choices of its owner. */
export class Device {
  readonly storage = new Map<string, unknown>()
  readonly requests: SentRequest[] = []
  readonly toasts: string[] = []
  readonly actions: Action[] = []
  readonly scans: string[] = []
  /** Pictures that the owner takes or chooses next. */
  readonly pictures: { name: string; bytes: Buffer }[] = []
  online = true
  /** While true, requests wait unsent: the moment to look at a loading state or tap twice. */
  holding = false
  /** Calls whose next answer is lost on its way to the phone, such as `GET /api/me`, without the query. */
  readonly lostAnswers: string[] = []
  /** Keys of the storage that fail when they are read, written or removed, as on a damaged or locked phone. */
  unusable: (key: string) => boolean = () => false
  brightness = 0.5
  clipboard = ''
  loginCode = 0
  subscription: 'accept' | 'reject' = 'accept'
  /** Whether the owner has agreed to WeChat's privacy guide of this mini-program. */
  guide: 'agreed' | 'unread' = 'agreed'
  /** Outcome of saving a picture to the album. */
  album: 'allowed' | 'denied' | 'cancelled' = 'allowed'
  /** WeChat account of the owner; without it login codes are invented. */
  wechat?: { loginCode: () => string; grant: (template: string) => void }

  constructor(
    readonly cloud: string | undefined,
    public location: Place | 'denied',
    public baseInfo: AppBaseInfo,
    /** Globals that this phone lacks. */
    readonly lacks: readonly string[] = [],
    readonly cloudBase?: CloudBase,
  ) {}

  /** Whether this answer is lost; each entry of `lostAnswers` applies once. */
  loses(method: string, path: string): boolean {
    const at = this.lostAnswers.indexOf(`${method} ${path.split('?')[0]}`)
    if (at >= 0) this.lostAnswers.splice(at, 1)
    return at >= 0
  }

  act(name: string, detail: Record<string, unknown> = {}): void {
    this.actions.push({ name, detail })
  }
}
