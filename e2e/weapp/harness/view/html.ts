import { existsSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import type { AppPackage } from '../package/app-package'
import { glassEasel } from '../runtime/framework'
import { attribute, childrenOf, isElement, isHidden, isOn, tagOf, text, type UiElement } from './tree'
import { isChecked, typedValue } from './typed-values'
import { pageCss } from './wxss'

/** WeChat's default styles of its elements, as far as a screenshot needs them. */
const BASE_CSS = `
* { box-sizing: border-box } html { font-size: 16px } body { margin: 0; font-family: 'PingFang SC', 'Noto Sans CJK SC', sans-serif }
wx-view, wx-scroll-view, wx-form, wx-picker, wx-map, wx-camera, wx-swiper, wx-canvas, wx-custom-wrapper, wx-rich-text, wx-navigator { display: block }
wx-custom-wrapper, wx-comp { display: contents }
wx-text { display: inline; white-space: pre-wrap } wx-label, wx-checkbox, wx-radio, wx-switch { display: inline-block }
wx-button { display: block; margin: 0 auto; padding: 0 14px; font-size: 18px; line-height: 2.55555556; text-align: center; border-radius: 5px; background: #f8f8f8; color: #000; overflow: hidden }
wx-button[type=primary] { background: #07c160; color: #fff } wx-button[disabled] { opacity: .3 }
wx-image { display: inline-block; width: 320px; height: 240px; overflow: hidden } wx-image img { width: 100%; height: 100%; display: block }
wx-input, wx-textarea { display: block; min-height: 1.4em } wx-textarea { width: 300px; height: 150px } .placeholder { color: #808080 }
wx-scroll-view { overflow: auto } wx-map, wx-camera { width: 300px; height: 150px; background: #dde3e0 } wx-camera { background: #333 }
wx-switch { width: 52px; height: 32px; border-radius: 16px; background: #dfdfdf } wx-switch[data-on] { background: #04be02 }
wx-switch::after { content: ''; display: block; width: 30px; height: 30px; margin: 1px; border-radius: 50%; background: #fff } wx-switch[data-on]::after { margin-left: 21px }
wx-checkbox::before, wx-radio::before { content: ''; display: inline-block; width: 18px; height: 18px; border: 1px solid #d1d1d1; border-radius: 3px; vertical-align: middle } wx-radio::before { border-radius: 50% }
wx-checkbox[data-on]::before, wx-radio[data-on]::before { content: '✓'; color: #07c160; text-align: center; line-height: 18px }
.harness-bar { position: sticky; top: 0; z-index: 500; height: 91px; padding-top: 47px; text-align: center; font: 600 17px/44px sans-serif; background: #fff; color: #000 }
.harness-tabs { position: fixed; bottom: 0; left: 0; right: 0; z-index: 500; height: 83px; display: flex; background: #fff; border-top: 1px solid #ddd; font: 10px/1.4 sans-serif; color: #666 }
.harness-tabs span { flex: 1; text-align: center; padding-top: 6px } .harness-tabs img { display: block; width: 27px; height: 27px; margin: 0 auto 2px } .harness-space { height: 83px }
`

export interface Drawn {
  pkg: AppPackage
  root: UiElement
  route: string
  title: string
  /** The app's own tab bar; `tabs` is WeChat's. */
  tabBar: UiElement | undefined
  tabs: { text: string; route: string }[]
  /** Colour of the navigation bar. */
  bar: string
}

/** The rendered tree as a static page, for a browser to draw what Node cannot. */
export function drawHtml({ pkg, root, tabBar, route, title, tabs, bar: back }: Drawn): string {
  const { navigationStyle } = { ...pkg.app.window, ...pkg.pageJson(route) }
  const bar =
    navigationStyle === 'custom' ? '' : `<div class="harness-bar" style="background:${back}">${escaped(title)}</div>`
  const bottom = tabBar ? inner(pkg, tabBar) : nativeTabs(pkg, tabs, route)
  return `<!doctype html><html lang="zh"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<style>${BASE_CSS}</style><style>${pageCss(pkg, route)}</style></head><body>${bar}${inner(pkg, root)}${bottom}</body></html>`
}

function nativeTabs(pkg: AppPackage, tabs: Drawn['tabs'], route: string): string {
  if (tabs.length === 0) return ''
  const drawn = tabs.map((tab) => {
    const { iconPath, selectedIconPath } = pkg.tab(tab.route) ?? {}
    const icon = tab.route === route ? selectedIconPath : iconPath
    return `<span>${icon ? `<img src="${source(pkg, icon)}">` : ''}${escaped(tab.text)}</span>`
  })
  return `<div class="harness-space"></div><div class="harness-tabs">${drawn.join('')}</div>`
}

function inner(pkg: AppPackage, element: UiElement): string {
  return childrenOf(element)
    .map((child) => {
      if (isElement(child)) return isHidden(child) ? '' : draw(pkg, child)
      return child instanceof glassEasel.TextNode ? escaped(child.textContent) : ''
    })
    .join('')
}

function draw(pkg: AppPackage, element: UiElement): string {
  const component = element instanceof glassEasel.Component
  const tag = `wx-${component ? 'custom-wrapper' : tagOf(element)}`
  const attributes = [
    ['id', element.id],
    ['class', element.class],
    ['style', element.style.replace(/(-?[\d.]+)rpx/g, (_whole, length: string) => `${Number(length) / 7.5}vw`)],
    ['role', text(element, 'aria-role')],
    ['type', text(element, 'type')],
    ...['aria-label', 'aria-hidden', 'aria-checked', 'aria-selected', 'aria-expanded'].map((name) => [
      name,
      text(element, name),
    ]),
    ...(isChecked(element) ? [['data-on', 'true']] : []),
    ...(isOn(element, 'disabled') ? [['disabled', 'true']] : []),
  ].filter(([, value]) => value !== '')
  const written = attributes.map(([name, value]) => ` ${name}="${escaped(String(value))}"`).join('')
  return `<${tag}${written}>${content(pkg, element)}</${tag}>`
}

function content(pkg: AppPackage, element: UiElement): string {
  switch (tagOf(element)) {
    case 'image':
      return `<img src="${escaped(source(pkg, text(element, 'src')))}" style="object-fit:${FITS[text(element, 'mode')] ?? 'fill'}">`
    case 'input':
    case 'textarea': {
      const value = typedValue(element)
      return value === '' ? `<span class="placeholder">${escaped(text(element, 'placeholder'))}</span>` : escaped(value)
    }
    case 'rich-text':
      return typeof attribute(element, 'nodes') === 'string' ? String(attribute(element, 'nodes')) : ''
    default:
      return inner(pkg, element)
  }
}

const FITS: Record<string, string> = {
  aspectFit: 'contain',
  aspectFill: 'cover',
  widthFix: 'contain',
  heightFix: 'contain',
  center: 'none',
}

/** Inlines an image of the package as a data URI, since the browser cannot resolve its path. */
function source(pkg: AppPackage, src: string): string {
  const file = join(pkg.root, src)
  if (src === '' || /^(data|https?):/.test(src) || !existsSync(file)) return src
  const type = extname(file) === '.svg' ? 'svg+xml' : extname(file).slice(1)
  return `data:image/${type};base64,${readFileSync(file).toString('base64')}`
}

function escaped(written: string): string {
  return written.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign)
}
