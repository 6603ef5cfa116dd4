import { nameOf, readText } from './reading'
import { attribute, descendants, hasListener, parents, tagOf, text, type UiElement } from './tree'

/** Target of an action: by visible text or accessible name, or where there is neither, by a selector. */
export type Target = string | RegExp | { label: string | RegExp } | { selector: string; nth?: number }

const CONTROLS = new Set([
  'input',
  'textarea',
  'picker',
  'switch',
  'slider',
  'checkbox',
  'radio',
  'button',
  'picker-view',
])

export interface Touchable {
  tag: string
  /** Accessible name, as a screen reader says it. */
  name: string
  text: string
  ariaLabel: string
  role: string
  /** Hidden from the screen reader, itself or by a parent. */
  ariaHidden: boolean
  element: UiElement
}

/** Tags that an app makes buttons of. Taro binds a tap to every scroll-view, map and label, too, used or not. */
const TAPPED = new Set(['view', 'text', 'image', 'cover-view', 'cover-image'])

export function isTappable(element: UiElement): boolean {
  const tag = tagOf(element)
  return tag === 'button' || tag === 'navigator' || (TAPPED.has(tag) && hasListener(element, 'tap'))
}

export function touchables(root: UiElement): Touchable[] {
  return descendants(root)
    .filter((element) => isTappable(element) || CONTROLS.has(tagOf(element)))
    .map((element) => ({
      tag: tagOf(element),
      name: nameOf(element),
      text: readText(element),
      ariaLabel: text(element, 'aria-label'),
      role: text(element, 'aria-role') || text(element, 'role'),
      ariaHidden: [element, ...parents(element)].some((each) => String(attribute(each, 'aria-hidden')) === 'true'),
      element,
    }))
}

/** The one element that matches `target`; throws with the list of candidates if there is none or several. */
export function findOne(root: UiElement, target: Target, what: string, is: (element: UiElement) => boolean): UiElement {
  const candidates = descendants(root).filter(is)
  const found = findAll(root, target, candidates)
  const [only, ...more] = found
  if (only && more.length === 0) return only
  const shown = (found.length > 0 ? found : candidates).map((element) => `  <${tagOf(element)}> ${nameOf(element)}`)
  const problem = only ? `${found.length} ${what}s match` : `No ${what} matches`
  throw new Error(
    `${problem} ${show(target)}\n${only ? 'They are' : `The ${what}s here are`}:\n${shown.join('\n')}\n` +
      `The page reads:\n${readText(root)}`,
  )
}

function findAll(root: UiElement, target: Target, candidates: UiElement[]): UiElement[] {
  if (typeof target === 'object' && 'selector' in target) return bySelector(root, target, candidates)
  const wanted = typeof target === 'object' && 'label' in target ? target.label : target
  const labels = (element: UiElement) => [
    text(element, 'aria-label'),
    text(element, 'placeholder'),
    text(element, 'name'),
  ]
  const words = (element: UiElement) =>
    target === wanted ? [...labels(element), readText(element).replace(/\n/g, ' ')] : labels(element)
  const leaves = (element: UiElement) => descendants(element).map(readText)
  const tests: ((element: UiElement) => boolean)[] =
    wanted instanceof RegExp
      ? [(element) => words(element).some((word) => wanted.test(word))]
      : [
          (element) => words(element).includes(wanted),
          (element) => target === wanted && leaves(element).includes(wanted),
          (element) => words(element).some((word) => word.includes(wanted)),
        ]
  for (const test of tests) {
    const found = innermost(candidates.filter(test))
    if (found.length > 0) return found
  }
  return []
}

function bySelector(root: UiElement, target: { selector: string; nth?: number }, candidates: UiElement[]): UiElement[] {
  const shadows = [root, ...descendants(root)].flatMap((element) => {
    const shadow =
      'getShadowRoot' in element ? (element as { getShadowRoot(): UiElement | null }).getShadowRoot() : null
    return shadow ? [shadow] : []
  })
  // WeChat's selectors support classes and ids; a bare word is taken for a tag.
  const isTag = /^[a-z-]+$/.test(target.selector)
  const matched = new Set(isTag ? [] : shadows.flatMap((shadow) => shadow.querySelectorAll(target.selector)))
  const found = candidates.filter((element) => (isTag ? tagOf(element) === target.selector : matched.has(element)))
  if (target.nth === undefined) return found
  const chosen = found[target.nth]
  return chosen ? [chosen] : []
}

function innermost(elements: UiElement[]): UiElement[] {
  const outer = new Set(elements.flatMap(parents))
  return elements.filter((element) => !outer.has(element))
}

function show(target: Target): string {
  if (typeof target === 'string') return `「${target}」`
  if (target instanceof RegExp) return String(target)
  return 'label' in target ? `label ${target.label}` : `selector ${target.selector}`
}
