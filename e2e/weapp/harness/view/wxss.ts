import { posix } from 'node:path'
import type { AppPackage } from '../package/app-package'

const TAGS = new Set(
  (
    'view text button image input textarea scroll-view swiper swiper-item picker picker-view picker-view-column switch ' +
    'checkbox checkbox-group radio radio-group label form map camera canvas navigator rich-text icon progress slider ' +
    'cover-view cover-image video web-view custom-wrapper comp'
  ).split(' '),
)

/** The styles that apply to a page, in WeChat's order, as CSS for a browser. */
export function pageCss(pkg: AppPackage, page: string): string {
  const components = Object.values(pkg.pageJson(page).usingComponents ?? {}).map((target) =>
    target.startsWith('/') ? target.slice(1) : posix.join(posix.dirname(page), target),
  )
  const tabBar = pkg.app.tabBar?.custom ? ['custom-tab-bar/index'] : []
  return ['app', page, ...components, ...tabBar].map((path) => toCss(readWxss(pkg, `${path}.wxss`))).join('\n')
}

function readWxss(pkg: AppPackage, path: string): string {
  if (!pkg.has(path)) return ''
  return pkg.read(path).replace(/@import\s+(?:url\()?["']?([^"')]+)["']?\)?\s*;/g, (_whole, target: string) => {
    const imported = target.startsWith('/') ? target.slice(1) : posix.join(posix.dirname(path), target)
    return readWxss(pkg, imported)
  })
}

/** WXSS as CSS: rpx is a 750th of the width, `page` the body, every WXML tag a `wx-` element, as in WeChat itself. */
function toCss(wxss: string): string {
  return wxss
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(-?[\d.]+)rpx/g, (_whole, length: string) => `${Number(length) / 7.5}vw`)
    .replace(/(^|[{};])([^{};]+)(?=\{)/g, (_whole, before: string, prelude: string) =>
      prelude.trimStart().startsWith('@') ? before + prelude : before + selectors(prelude),
    )
}

function selectors(prelude: string): string {
  return prelude.replace(/(^|[\s>+~,(])([a-z][a-z-]*)(?=$|[\s.:#[>+~,)])/g, (whole, before: string, tag: string) => {
    if (tag === 'page') return `${before}body`
    return TAGS.has(tag) ? `${before}wx-${tag}` : whole
  })
}
