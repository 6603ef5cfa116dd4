import { createElement } from 'react'
import { BottomSheet } from '../layout/bottom-sheet'
import { TextField } from './text-field'

jest.mock('@/platform/device/aria', () => ({ aria: () => ({}), ariaLabel: () => ({}) }))
jest.mock('@/words/use-words', () => ({ useWords: () => ({ t: (word: string) => word }) }))
jest.mock('@tarojs/components', () => {
  const { createElement: create } = jest.requireActual('react')
  const Textarea = ({ fixed }: { fixed?: boolean }) =>
    create('textarea', { 'data-fixed': String(!!fixed), readOnly: true })
  return { View: 'div', Text: 'span', Input: 'input', Textarea }
})

/** React's own renderer to text; its types are not installed. */
const { renderToStaticMarkup } = jest.requireActual<{ renderToStaticMarkup: (node: unknown) => string }>(
  'react-dom/server',
)
const field = createElement(TextField, {
  label: '',
  value: '',
  maxLength: 9,
  multiline: true,
  onChange: () => undefined,
})

test('a text of several lines stays in place within a sheet, and scrolls with its page elsewhere', () => {
  expect(renderToStaticMarkup(field)).toContain('data-fixed="false"')
  const sheet = createElement(BottomSheet, { title: '', onClose: () => undefined }, field)
  expect(renderToStaticMarkup(sheet)).toContain('data-fixed="true"')
})
