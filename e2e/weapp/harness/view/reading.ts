import { glassEasel } from '../runtime/framework'
import { childrenOf, isElement, isHidden, tagOf, text, type UiElement } from './tree'
import { typedValue } from './typed-values'

const INLINE = new Set(['text', 'span', 'label', 'icon', ''])
const FIELDS = new Set(['input', 'textarea'])

/** Visible text of an element: each block on its own line, of a field its value or placeholder. */
export function readText(element: UiElement): string {
  return lines(element)
    .split('\n')
    .map((line) => line.replace(/[ \t\u00a0]+/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n')
}

/** Accessible name of an element: its label if it has one, else its text. */
export function nameOf(element: UiElement): string {
  const label = text(element, 'aria-label').trim()
  if (label !== '') return label
  const written = readText(element).replace(/\n/g, ' ')
  return written === '' ? text(element, 'placeholder') : written
}

function lines(element: UiElement): string {
  if (isHidden(element)) return ''
  const tag = tagOf(element)
  if (FIELDS.has(tag)) return `\n${typedValue(element) || text(element, 'placeholder')}\n`
  if (tag === 'rich-text') return `\n${richText(element.getAttribute('nodes'))}\n`
  const inner = childrenOf(element)
    .map((child) => (isElement(child) ? lines(child) : child instanceof glassEasel.TextNode ? child.textContent : ''))
    .join('')
  return INLINE.has(tag) ? inner : `\n${inner}\n`
}

function richText(nodes: unknown): string {
  if (typeof nodes === 'string') return nodes.replace(/<[^>]+>/g, '')
  if (!Array.isArray(nodes)) return ''
  return nodes.map((node: { text?: string; children?: unknown }) => node.text ?? richText(node.children)).join('')
}
