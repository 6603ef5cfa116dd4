import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createElement } from 'react'
import { Touchable } from './touchable'

jest.mock('@tarojs/components', () => ({
  View: ({ hoverClass }: { hoverClass?: string }) =>
    jest.requireActual('react').createElement('div', { 'data-hover': hoverClass }),
}))
jest.mock('@/platform/device/aria', () => ({ aria: () => ({}) }))
const { renderToStaticMarkup } = jest.requireActual<{ renderToStaticMarkup: (node: unknown) => string }>(
  'react-dom/server',
)
const touchable = (disabled: boolean) =>
  renderToStaticMarkup(createElement(Touchable, { label: '', disabled, onTap: () => undefined }))

test('what is tapped shows it, unless it is unavailable', () => {
  expect(touchable(false)).toContain('data-hover="pressed"')
  expect(touchable(true)).toContain('<div></div>')
})

test('nothing but Touchable and WeChat’s own buttons is tapped', () => {
  const tapped = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(
    (name) =>
      name.endsWith('.tsx') && /<(View|Text|Image)\b[^>]*\bonClick=/.test(readFileSync(join('src', name), 'utf8')),
  )
  expect(tapped).toEqual(['ui/buttons/touchable.tsx'])
})

test('WeChat’s own buttons show it alike', () => {
  const own = readdirSync('src/platform', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.tsx'))
    .map((name) => readFileSync(join('src/platform', name), 'utf8'))
    .filter((source) => source.includes('openType='))
  expect(own.length).toBeGreaterThan(0)
  for (const source of own) expect(source).toContain('hoverClass="pressed"')
})

test('a press looks the same on both platforms', () => {
  expect(readFileSync('src/ui/styles/forms.scss', 'utf8')).toMatch(/\.pressed,\s*taro-view-core\.tap:active \{/)
})

test('a field that opens a picker shows it too', () => {
  const pickers = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.tsx'))
    .map((name) => readFileSync(join('src', name), 'utf8'))
    .filter((source) => source.includes('<Picker\n'))
  expect(pickers.length).toBeGreaterThan(0)
  for (const source of pickers) expect(source).toMatch(/<View\s+className="tap [a-z ]+"\s+hoverClass="pressed"/)
})
