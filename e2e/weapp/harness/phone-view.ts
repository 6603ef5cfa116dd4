import type { Action, Device, SentRequest } from './device'
import type { AppPackage } from './package/app-package'
import type { AppRun } from './runtime/app-run'
import type { FaultLog } from './runtime/fault-log'
import type { OpenPage } from './runtime/open-page'
import { type Touchable, touchables } from './view/finding'
import { drawHtml } from './view/html'
import { readText } from './view/reading'
import type { SetDataMeter } from './view/set-data-meter'
import { measure, type TreeSize, type UiElement } from './view/tree'
import type { Modal } from './wx/dialogs'
import type { Tab } from './wx/tab-bar'

export interface PageView {
  route: string
  query: Record<string, string>
  title: string
  /** Background of the navigation bar. */
  bar: string
  /** Bytes of the page's data as JSON. */
  dataBytes: number
}

/** What a test can see of a phone: its screen now, and what happened so far. */
export abstract class PhoneView {
  protected abstract run: AppRun
  protected abstract readonly faults: FaultLog
  abstract readonly pkg: AppPackage
  abstract readonly device: Device

  // What is on the screen

  get page(): PageView {
    const { route, query, title, object } = this.top
    const { navigationBarBackgroundColor: back } = { ...this.pkg.app.window, ...this.pkg.pageJson(route) }
    const theme = (this.pkg.app.darkmode && this.device.baseInfo.theme) || 'light'
    const bar = this.top.bar ?? this.pkg.themed(back, theme) ?? '#ffffff'
    return { route, query, title, bar, dataBytes: Buffer.byteLength(JSON.stringify(object.data ?? {})) }
  }

  get root(): UiElement {
    return this.top.root.getComponent()
  }

  get stack(): string[] {
    return this.run.stack.pages.map(({ route }) => route)
  }

  get tabs(): Tab[] {
    return this.run.tabBar.hidden || !this.pkg.tab(this.top.route) ? [] : this.run.tabBar.tabs
  }

  /** The modal or sheet that waits for an answer. */
  get modal(): Modal | undefined {
    return this.run.dialogs.open
  }

  get size(): TreeSize {
    return measure(this.root)
  }

  text(): string {
    return readText(this.root)
  }

  /** The page as static HTML, for `takeScreenshot`. */
  html(): string {
    const { route, title, bar } = this.page
    const { pkg, root, tabBar, tabs } = this
    return drawHtml({ pkg, root, tabBar, route, title, tabs, bar })
  }

  /** All touchable elements, to test that each has a name. */
  tappables(): Touchable[] {
    return [...touchables(this.root), ...(this.tabBar ? touchables(this.tabBar) : [])]
  }

  /** The app's own tab bar, where it has one in place of WeChat's. */
  get tabBar(): UiElement | undefined {
    return this.top.tabBar?.getComponent()
  }

  // What was recorded so far

  get errors(): string[] {
    return this.faults.entries
  }

  get meter(): SetDataMeter {
    return this.run.meter
  }

  get storage(): Map<string, unknown> {
    return this.device.storage
  }

  get requests(): SentRequest[] {
    return this.device.requests
  }

  get toasts(): string[] {
    return this.device.toasts
  }

  get modals(): Modal[] {
    return this.run.dialogs.all
  }

  get actions(): Action[] {
    return this.device.actions
  }

  get console(): string[] {
    return this.run.printed
  }

  protected get top(): OpenPage {
    return this.run.stack.top
  }
}
