import type { AppPackage } from '../package/app-package'
import { asyncMembers, type Host, type Members, type Options } from './api'
import { WxFailure } from './wx-failure'

export interface Tab {
  text: string
  route: string
  badge?: string | undefined
  dot?: boolean
}

export class TabBar {
  readonly tabs: Tab[]
  hidden = false

  constructor(pkg: AppPackage) {
    this.tabs = (pkg.app.tabBar?.list ?? []).map(({ text, pagePath }) => ({ text, route: pagePath }))
  }
}

export function tabBar(host: Host): Members {
  const change = ({ index }: Options, changes: Partial<Tab>) => {
    const tab = host.tabBar.tabs[Number(index)]
    if (!tab) throw new WxFailure('tabbar item not found')
    Object.assign(tab, changes)
  }
  const hide = (hidden: boolean) => {
    host.tabBar.hidden = hidden
  }
  return asyncMembers(host, {
    setTabBarItem: (options) => change(options, options.text === undefined ? {} : { text: String(options.text) }),
    setTabBarBadge: (options) => change(options, { badge: String(options.text) }),
    removeTabBarBadge: (options) => change(options, { badge: undefined }),
    showTabBarRedDot: (options) => change(options, { dot: true }),
    hideTabBarRedDot: (options) => change(options, { dot: false }),
    setTabBarStyle: () => undefined,
    showTabBar: () => hide(false),
    hideTabBar: () => hide(true),
  })
}
