import type { Clock } from '../clock'
import { dropLateData } from '../view/set-data-meter'
import { EventChannel } from './event-channel'
import { glassEasel, type Root } from './framework'
import type { PageRegistry } from './page-registry'
import type { Realm } from './realm'

type PageObject = Record<string, unknown>

/** Backend that paints by the phone's clock, so that settling sees it; the framework's own uses a real timer. */
class NodeBackend extends glassEasel.EmptyBackendContext {
  constructor(private readonly clock: Clock) {
    super()
  }

  override render(done: (cause: Error | null) => void): void {
    this.clock.after(0, () => done(null))
  }
}

/** One page in the stack: its rendered tree and the object its code knows as `this`. */
export class OpenPage {
  readonly root: Root
  readonly object: PageObject
  readonly channel = new EventChannel()
  /** WeChat gives every tab page its own copy of a custom tab bar. */
  readonly tabBar: Root | undefined
  title: string
  /** Background of the navigation bar, once the app has set it. */
  bar: string | undefined
  private shown = false
  private ready = false
  private closed = false

  constructor(
    readonly route: string,
    readonly query: Record<string, string>,
    title: string,
    customTabBar: string | undefined,
    registry: PageRegistry,
    private readonly realm: Realm,
    private readonly clock: Clock,
    /** Called before onLoad: getCurrentPages() must already name this page there. */
    enter: (page: OpenPage) => void,
  ) {
    this.title = title
    const backend = registry.env.associateBackend(new NodeBackend(clock))
    this.root = backend.createRoot('page', registry.space, route)
    this.tabBar = customTabBar ? backend.createRoot('tab-bar', registry.space, customTabBar) : undefined
    this.object = this.root.get() as unknown as PageObject
    const options = realm.clone(query)
    Object.assign(this.object, {
      route,
      __route__: route,
      options,
      getOpenerEventChannel: () => this.channel,
      getTabBar: () => this.tabBar?.get(),
    })
    enter(this)
    for (const root of this.roots) glassEasel.Element.pretendAttached(root.getComponent())
    this.call('onLoad', options)
  }

  show(): void {
    if (this.shown || this.closed) return
    this.shown = true
    this.call('onShow')
    for (const root of this.roots) root.getComponent().triggerPageLifetime('show', [])
    if (this.ready) return
    this.ready = true
    this.clock.after(0, () => this.closed || this.call('onReady'))
  }

  hide(): void {
    if (!this.shown) return
    this.shown = false
    this.call('onHide')
    for (const root of this.roots) root.getComponent().triggerPageLifetime('hide', [])
  }

  close(): void {
    if (this.closed) return
    this.closed = true
    this.call('onUnload')
    for (const root of this.roots) {
      dropLateData(root.getComponent())
      root.release()
    }
  }

  call(name: string, argument?: unknown): unknown {
    const method = this.object[name]
    if (typeof method !== 'function') return undefined
    let result: unknown
    this.realm.guard(`${this.route} ${name}`, () => {
      result = method.call(this.object, argument)
    })
    return result
  }

  private get roots(): Root[] {
    return this.tabBar ? [this.root, this.tabBar] : [this.root]
  }
}
