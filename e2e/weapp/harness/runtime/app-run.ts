import type { Clock } from '../clock'
import type { Device } from '../device'
import type { AppPackage } from '../package/app-package'
import { forgetSpace, meterSpace, type SetDataMeter } from '../view/set-data-meter'
import type { Host, LaunchOptions } from '../wx/api'
import { createWx } from '../wx/create-wx'
import { Dialogs } from '../wx/dialogs'
import { Network } from '../wx/io/network'
import { Listeners } from '../wx/listeners'
import { TabBar } from '../wx/tab-bar'
import type { FaultLog } from './fault-log'
import { onFrameworkFaults, stopFrameworkFaults } from './framework-faults'
import { PageRegistry } from './page-registry'
import { PageStack } from './page-stack'
import { Realm } from './realm'
import { unwatchRejections, watchRejections } from './unhandled-rejections'

type AppObject = Record<string, unknown>

/** One run of the app, from its cold start until the phone ends it. */
export class AppRun {
  readonly printed: string[] = []
  readonly network = new Network()
  readonly dialogs = new Dialogs()
  readonly tabBar: TabBar
  readonly stack: PageStack
  readonly listeners: Listeners
  readonly meter: SetDataMeter
  private readonly updateListeners: (() => void)[] = []
  private readonly realm: Realm
  private readonly registry: PageRegistry
  private app: AppObject = {}

  constructor(
    readonly pkg: AppPackage,
    readonly device: Device,
    readonly clock: Clock,
    readonly faults: FaultLog,
    readonly launch: LaunchOptions,
  ) {
    this.realm = new Realm(pkg, clock, faults, this.printed)
    this.realm.lack(device.lacks)
    this.registry = new PageRegistry(pkg, this.realm)
    const space = this.registry.space.getComponentSpace()
    onFrameworkFaults(space, faults)
    this.meter = meterSpace(space, faults)
    this.stack = new PageStack(pkg, this.registry, this.realm, clock, faults)
    this.listeners = new Listeners(this.realm)
    this.tabBar = new TabBar(pkg)
    this.addGlobals()
    watchRejections(this.realm, faults)
  }

  /** WeChat's order: app.js runs, App.onLaunch, App.onShow, then the first page. */
  start(): void {
    this.realm.guard('app.js', () => this.realm.require('/app.js'))
    this.callApp('onLaunch', { ...this.launch, referrerInfo: {} })
    this.callApp('onShow', { ...this.launch, referrerInfo: {} })
    this.open(this.launch)
  }

  private open({ path, query: params }: LaunchOptions): void {
    if (!this.pkg.pages.includes(path)) {
      this.missPage(path, params)
      return
    }
    const query = Object.entries(params).map(([name, value]) => `${name}=${value}`)
    this.stack.reLaunch(`/${path}${query.length > 0 ? `?${query.join('&')}` : ''}`)
  }

  /** A code or a card names a page that the package does not have: the app must open another before it returns. */
  private missPage(path: string, query: Record<string, string>): void {
    const missed = { path, query, isEntryPage: true }
    this.callApp('onPageNotFound', missed)
    this.listeners.emit('PageNotFound', missed)
    if (this.stack.pages.length === 0) throw new Error(`The app opened no page in place of ${path}`)
  }

  /** WeChat has downloaded a new version of the app. */
  downloadUpdate(): void {
    for (const notify of this.updateListeners) this.realm.guard('onUpdateReady', notify)
  }

  hide(): void {
    this.stack.top.hide()
    this.callApp('onHide')
    this.listeners.emit('AppHide', {})
  }

  show(): void {
    this.callApp('onShow', { ...this.launch, referrerInfo: {} })
    this.listeners.emit('AppShow', { ...this.launch, referrerInfo: {} })
    this.stack.top.show()
  }

  /** Opens the running app by a code or a card: the app is shown with that scene, and its page replaces the stack. */
  enter({ path, query, scene }: LaunchOptions): void {
    this.hide()
    const entered = { path, query, scene, referrerInfo: {} }
    this.callApp('onShow', entered)
    this.listeners.emit('AppShow', entered)
    this.open({ path, query, scene })
  }

  end(): void {
    this.clock.clearAll()
    const space = this.registry.space.getComponentSpace()
    forgetSpace(space)
    stopFrameworkFaults(space)
    unwatchRejections(this.realm)
  }

  private callApp(name: string, argument?: unknown): void {
    const method = this.app[name]
    if (typeof method === 'function') {
      this.realm.guard(`App.${name}`, () => void method.call(this.app, this.realm.clone(argument)))
    }
  }

  private addGlobals(): void {
    const { realm } = this
    const host: Host = Object.assign(Object.create(null) as object, {
      pkg: this.pkg,
      device: this.device,
      clock: this.clock,
      realm,
      faults: this.faults,
      stack: this.stack,
      listeners: this.listeners,
      network: this.network,
      dialogs: this.dialogs,
      tabBar: this.tabBar,
      launch: this.launch,
      updateListeners: this.updateListeners,
    })
    Object.assign(realm.globals, {
      wx: createWx(host),
      App: (app: AppObject) => {
        this.app = app
      },
      getApp: () => this.app,
      getCurrentPages: () => realm.list(this.stack.pages.map(({ object }) => object)),
    })
  }
}
