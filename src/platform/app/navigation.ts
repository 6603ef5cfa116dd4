import Taro from '@tarojs/taro'
import { ownParams, type PageInStack, planNavigation, tabUrl } from './navigation-plan'
import { isTimelinePreview } from './timeline-preview'

/** What Taro's page instances have on both platforms; its typing names `route` alone. */
type OpenPage = { route?: string; $taroParams?: Record<string, unknown>; options?: Record<string, unknown> }

const openPages = (): PageInStack[] =>
  (Taro.getCurrentPages() as OpenPage[]).map(({ route = '', $taroParams, options }) => ({
    route,
    params: $taroParams ?? options ?? {},
  }))

/** The URL that a navigation under way leads to: a second tap on the same thing opens no second page. */
let underWay: string | undefined

async function run(url: string, replace: boolean): Promise<void> {
  const plan = planNavigation(openPages(), url, replace)
  if (plan.way === 'tab') await Taro.switchTab({ url })
  else if (plan.way === 'back') await Taro.navigateBack({ delta: plan.delta })
  else if (plan.way === 'replace') await Taro.redirectTo({ url })
  else if (plan.way === 'open') await Taro.navigateTo({ url })
}

function navigate(url: string, replace: boolean): void {
  // The preview in WeChat's timeline is one page alone, and may not leave it.
  if (isTimelinePreview || underWay === url) return
  underWay = url
  run(url, replace).finally(() => {
    underWay = undefined
  })
}

/** Opens a page, or returns to it where it is open already. The only way of navigating: Taro's own is called here alone. */
export const go = (url: string): void => navigate(url, false)

/** The same, but without a way back to the page now shown. */
export const goInstead = (url: string): void => navigate(url, true)

export const goHome = (): void => go(tabUrl('nearby'))
export const goToMine = (): void => go(tabUrl('mine'))
/** The login page returns to the page that opened it. */
export const goToLogin = (): void => go('/pages/login/index')

/** Number of open pages; 1 if this one was opened directly, so that there is none to go back to. */
export const stackDepth = (): number => Taro.getCurrentPages().length

/** URL of the page below the one shown; undefined if there is none. */
export function urlBelow(): string | undefined {
  const pages = openPages()
  const page = pages[pages.length - 2]
  return (
    page &&
    `${page.route}?${ownParams(page.params)
      .map(([name, value]) => `${name}=${value}`)
      .join('&')}`
  )
}

/** Goes back by `delta` pages; with fewer open, to `otherwise`. */
export function goBack(otherwise: () => void = goToMine, delta = 1): void {
  if (stackDepth() > delta) Taro.navigateBack({ delta })
  else otherwise()
}

/** Closes all pages and opens this one. */
export const restartAt = (url: string): void => {
  Taro.reLaunch({ url })
}
