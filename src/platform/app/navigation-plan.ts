/** Tab pages, as in app.config.ts. */
export const TABS = ['nearby', 'agenda', 'mine'] as const
export type Tab = (typeof TABS)[number]
export const tabUrl = (tab: Tab): string => `/pages/${tab}/index`

/** WeChat keeps ten pages at most: `navigateTo` of an eleventh fails, and the tap does nothing. */
export const MAX_STACK = 10

export type PageInStack = { route: string; params: Readonly<Record<string, unknown>> }
export type Plan = { way: 'stay' | 'tab' | 'open' | 'replace' } | { way: 'back'; delta: number }

function readUrl(url: string): PageInStack {
  const [path = '', query = ''] = url.split('?')
  const pairs = query.split('&').filter(Boolean)
  const params = Object.fromEntries(
    pairs.map((pair) => {
      const [name = '', value = ''] = pair.split('=')
      return [name, decodeURIComponent(value)]
    }),
  )
  return { route: path, params }
}

/** The parameters of a page without those that Taro adds (`$taroTimestamp`, `stamp`). */
export const ownParams = (params: PageInStack['params']): [string, unknown][] =>
  Object.entries(params).filter(([name]) => !name.startsWith('$') && name !== 'stamp')

function isSamePage(a: PageInStack, b: PageInStack): boolean {
  const [mine, other] = [ownParams(a.params), ownParams(b.params)]
  if (a.route.replace(/^\//, '') !== b.route.replace(/^\//, '') || mine.length !== other.length) return false
  return mine.every(([name, value]) => String(b.params[name]) === String(value))
}

/**
 * How to reach a page, given the stack of open pages (the shown one last). A page that is open already is returned to, so
 * that session ↔ booking does not pile up; at MAX_STACK the shown page is replaced.
 */
export function planNavigation(stack: readonly PageInStack[], url: string, replace = false): Plan {
  const page = readUrl(url)
  if (TABS.some((tab) => isSamePage(page, readUrl(tabUrl(tab))))) return { way: 'tab' }
  const depth = stack.map((open) => isSamePage(open, page)).lastIndexOf(true)
  const delta = stack.length - 1 - depth
  if (depth >= 0) return delta === 0 ? { way: 'stay' } : { way: 'back', delta }
  return { way: replace || stack.length >= MAX_STACK ? 'replace' : 'open' }
}
