import type { Clock } from './clock'
import type { Device, Place } from './device'
import type { AppPackage } from './package/app-package'
import { PhoneView } from './phone-view'
import { AppRun } from './runtime/app-run'
import type { FaultLog } from './runtime/fault-log'
import { settle } from './settling'
import { pick, toggle, type } from './view/controls'
import { findOne, type Target } from './view/finding'
import { fire, longPress, tap } from './view/gestures'
import { descendants, tagOf } from './view/tree'

const PATIENCE_MS = 10_000

function entryOf(url: string): { path: string; query: Record<string, string> } {
  const [path = '', search = ''] = url.replace(/^\//, '').split('?')
  const query = Object.fromEntries(
    [...search.matchAll(/([^=&]+)=([^&]*)/g)].map(([, name = '', value = '']) => [name, value]),
  )
  return { path, query }
}

/** A phone that runs the app, with the actions of a person. Every action settles before it returns. */
export class Phone extends PhoneView {
  protected run: AppRun

  constructor(
    readonly pkg: AppPackage,
    readonly device: Device,
    readonly clock: Clock,
    protected readonly faults: FaultLog,
    private readonly entry: { path: string; scene: number },
  ) {
    super()
    this.run = this.boot(entry.path, entry.scene)
  }

  // What the person does

  async open(url: string): Promise<void> {
    this.run.stack.reLaunch(url.startsWith('/') ? url : `/${url}`)
    await this.settle()
  }

  async tap(target: Target): Promise<void> {
    await this.touch(() => tap(this.root, target))
  }

  async longPress(target: Target): Promise<void> {
    await this.touch(() => longPress(this.root, target))
  }

  async type(target: Target, text: string, { confirm = false } = {}): Promise<void> {
    await this.touch(() => type(this.root, target, text, confirm))
  }

  async pick(target: Target, choice: string | number | (string | number)[]): Promise<void> {
    await this.touch(() => pick(this.root, target, choice))
  }

  async toggle(target: Target): Promise<void> {
    await this.touch(() => toggle(this.root, target))
  }

  /** Fires an event without a method of its own here, such as that of a map, a slider or a scroll-view. */
  async fire(target: Target, event: string, detail: unknown = {}): Promise<void> {
    await this.touch(() =>
      fire(
        findOne(this.root, target, 'element', () => true),
        event,
        detail,
      ),
    )
  }

  async tab(text: string): Promise<void> {
    await this.touch(() => {
      if (this.tabBar) return tap(this.tabBar, text)
      const index = this.tabs.findIndex((tab) => tab.text === text)
      const tab = this.tabs[index]
      if (!tab)
        throw new Error(`No tab 「${text}」 here; the tabs are ${this.tabs.map((each) => each.text).join('、')}`)
      this.run.stack.switchTab(`/${tab.route}`)
      this.top.call('onTabItemTap', { index, pagePath: tab.route, text })
    })
  }

  /** The edge swipe or the arrow in the navigation bar. */
  async back(): Promise<void> {
    await this.touch(() => this.run.stack.navigateBack(1))
  }

  async pullDown(): Promise<void> {
    const enabled =
      this.pkg.pageJson(this.top.route).enablePullDownRefresh ?? this.pkg.app.window?.enablePullDownRefresh
    if (!enabled) throw new Error(`${this.top.route} does not enable pull-down refresh`)
    await this.touch(() => this.top.call('onPullDownRefresh'))
  }

  async reachBottom(): Promise<void> {
    await this.touch(() => this.top.call('onReachBottom'))
  }

  /** Shows the code to a `<camera mode="scanCode">` on the page, else to the next `wx.scanCode`. */
  async scan(text: string): Promise<void> {
    const camera = descendants(this.root).find((element) => tagOf(element) === 'camera')
    if (!camera) {
      this.device.scans.push(text)
      return
    }
    fire(camera, 'scancode', { type: 'qrcode', result: text, scanArea: [] })
    await this.settle()
  }

  /** Answers the open modal or sheet, or the next one when none is open: true confirms, text chooses. */
  async answerModal(choice: boolean | string): Promise<void> {
    this.run.dialogs.answer(choice)
    await this.settle()
  }

  async share(): Promise<unknown> {
    const shared = this.top.call('onShareAppMessage', { from: 'menu', target: undefined })
    await this.settle()
    return shared
  }

  async shareTimeline(): Promise<unknown> {
    const shared = this.top.call('onShareTimeline')
    await this.settle()
    return shared
  }

  /** A code is scanned or a card tapped while the app is open: WeChat’s scene, and the page with its query. */
  async enter(url: string, scene: number): Promise<void> {
    this.run.enter({ ...entryOf(url), scene })
    await this.settle()
  }

  async hide(): Promise<void> {
    this.run.hide()
    await this.settle()
  }

  async show(): Promise<void> {
    this.run.show()
    await this.settle()
  }

  // What happens to the phone

  async offline(off: boolean): Promise<void> {
    this.device.online = !off
    this.run.listeners.emit('NetworkStatusChange', { isConnected: !off, networkType: off ? 'none' : 'wifi' })
    await this.settle()
  }

  /** While held, requests wait unsent: the moment to read a loading state or to tap twice. */
  async holdRequests(hold: boolean): Promise<void> {
    this.device.holding = hold
    if (!hold) this.run.network.release()
    await this.settle()
  }

  async setTheme(theme: 'light' | 'dark'): Promise<void> {
    this.device.baseInfo.theme = theme
    if (this.pkg.app.darkmode) this.run.listeners.emit('ThemeChange', { theme })
    await this.settle()
  }

  /** WeChat has downloaded a new version of the app in the background. */
  async downloadUpdate(): Promise<void> {
    this.run.downloadUpdate()
    await this.settle()
  }

  moveTo(location: Place | 'denied'): void {
    this.device.location = location
  }

  /** Lets the phone's time pass, with every timer that falls due in it. */
  async wait(ms: number): Promise<void> {
    const until = this.clock.now() + ms
    while (this.clock.runNext(until, true)) await this.settle()
    this.clock.moveTo(until)
    await this.settle()
  }

  async settle(): Promise<void> {
    await settle(this.clock, this.run.network, PATIENCE_MS)
  }

  /** Kills the app and starts it again on the same phone; stored data remains. */
  async restart(path = this.entry.path): Promise<void> {
    this.run.end()
    this.run = this.boot(path, this.entry.scene)
    await this.settle()
  }

  async close(): Promise<void> {
    await this.settle()
    this.run.end()
  }

  private async touch(act: () => void): Promise<void> {
    if (this.modal) throw new Error(`「${this.modal.title}」 is open and covers the page: answer it first`)
    act()
    await this.settle()
  }

  private boot(url: string, scene: number): AppRun {
    const run = new AppRun(this.pkg, this.device, this.clock, this.faults, { ...entryOf(url), scene })
    this.run = run
    try {
      run.start()
    } catch (cause) {
      run.end()
      throw cause
    }
    return run
  }
}
