import { attribute, text, type UiElement } from './tree'

interface Typed {
  value: unknown
  /** Value of the attribute at that time; once the app sets another, that one applies. */
  attribute: unknown
}

const typed = new WeakMap<UiElement, Typed>()

/** Stores what the person entered: a native control shows it until the app sets another value. */
export function setTyped(element: UiElement, value: unknown, name = 'value'): void {
  typed.set(element, { value, attribute: attribute(element, name) })
}

export function typedValue(element: UiElement): string {
  return String(currentValue(element, 'value') ?? '')
}

export function isChecked(element: UiElement): boolean {
  const value = currentValue(element, 'checked')
  return value === true || value === 'true'
}

function currentValue(element: UiElement, name: string): unknown {
  const last = typed.get(element)
  if (last && last.attribute === attribute(element, name)) return last.value
  return text(element, name)
}
