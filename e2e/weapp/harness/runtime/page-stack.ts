import { posix } from 'node:path'
import type { Clock } from '../clock'
import type { AppPackage } from '../package/app-package'
import { WxFailure } from '../wx/wx-failure'
import type { FaultLog } from './fault-log'
import { OpenPage } from './open-page'
import type { PageRegistry } from './page-registry'
import type { Realm } from './realm'

const DEEPEST = 10
const CUSTOM_TAB_BAR = 'custom-tab-bar/index'

/** The page stack, with WeChat's order of lifecycle calls. Pages of the tab bar stay alive while hidden. */
export class PageStack {
  pages: OpenPage[] = []
  private readonly tabs = new Map<string, OpenPage>()

  constructor(
    private readonly pkg: AppPackage,
    private readonly registry: PageRegistry,
    private readonly realm: Realm,
    private readonly clock: Clock,
    private readonly faults: FaultLog,
  ) {}

  get top(): OpenPage {
    const top = this.pages.at(-1)
    if (!top) throw new Error('No page is open')
    return top
  }

  navigateTo(url: string): OpenPage {
    const { route, query } = this.locate(url)
    if (this.pkg.tab(route)) throw this.refuse('can not navigateTo a tabbar page', route)
    if (this.pages.length >= DEEPEST) throw this.refuse(`webview count limit exceed: ${DEEPEST}`, route)
    this.pages.at(-1)?.hide()
    return this.push(route, query)
  }

  redirectTo(url: string): OpenPage {
    const { route, query } = this.locate(url)
    if (this.pkg.tab(route)) throw this.refuse('can not redirectTo a tabbar page', route)
    this.leave(this.pages.pop())
    return this.push(route, query)
  }

  switchTab(url: string): OpenPage {
    const { route } = this.locate(url)
    if (!this.pkg.tab(route)) throw this.refuse('can not switch to no-tabBar page', route)
    const bottom = this.pages[0]
    for (const page of this.pages.slice(1).reverse()) page.close()
    if (bottom?.route === route) {
      this.pages = [bottom]
      bottom.show()
      return bottom
    }
    if (bottom) this.leave(bottom)
    this.pages = []
    const hidden = this.tabs.get(route)
    if (!hidden) return this.push(route, {})
    this.pages = [hidden]
    hidden.show()
    return hidden
  }

  reLaunch(url: string): OpenPage {
    const { route, query } = this.locate(url)
    for (const page of [...this.pages].reverse()) page.close()
    for (const page of this.tabs.values()) page.close()
    this.tabs.clear()
    this.pages = []
    return this.push(route, query)
  }

  navigateBack(delta: number): void {
    if (this.pages.length < 2) throw new WxFailure('cannot navigate back at first page.')
    const remaining = Math.max(1, this.pages.length - delta)
    for (const page of this.pages.splice(remaining).reverse()) page.close()
    this.top.show()
  }

  private push(route: string, query: Record<string, string>): OpenPage {
    this.registry.load(route)
    const json = this.pkg.pageJson(route)
    const title = json.navigationBarTitleText ?? this.pkg.app.window?.navigationBarTitleText ?? ''
    const customTabBar = this.pkg.app.tabBar?.custom && this.pkg.tab(route) ? CUSTOM_TAB_BAR : undefined
    if (customTabBar) this.registry.load(customTabBar)
    const enter = (made: OpenPage) => void this.pages.push(made)
    const page = new OpenPage(route, query, title, customTabBar, this.registry, this.realm, this.clock, enter)
    if (this.pkg.tab(route)) this.tabs.set(route, page)
    // If onLoad navigated elsewhere, that page is already on top and this one is not shown.
    if (this.pages.at(-1) === page) page.show()
    return page
  }

  private leave(page: OpenPage | undefined): void {
    if (!page) return
    if (this.tabs.get(page.route) === page) page.hide()
    else page.close()
  }

  private locate(url: string): { route: string; query: Record<string, string> } {
    const [path = '', search = ''] = url.split('?')
    const from = this.pages.at(-1)?.route ?? ''
    const route = path.startsWith('/') ? path.slice(1) : posix.join(posix.dirname(from), path)
    if (!this.pkg.pages.includes(route)) throw this.refuse(`page "${route}" is not found`, url)
    return { route, query: parseQuery(search) }
  }

  /** A refused navigation is a bug of the app even where it handles the failure. */
  private refuse(reason: string, url: string): WxFailure {
    this.faults.report('navigation', `${reason} (${url})`)
    return new WxFailure(reason)
  }
}

/** Parses a query. WeChat passes the values to onLoad as in the URL, still percent-encoded; h5 decodes them. */
function parseQuery(search: string): Record<string, string> {
  const pairs = search.split('&').filter((part) => part !== '')
  return Object.fromEntries(
    pairs.map((part) => [part.split('=')[0] ?? '', part.slice((part.split('=')[0] ?? '').length + 1)]),
  )
}
