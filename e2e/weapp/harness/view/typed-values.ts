import { attribute, text, type UiElement } from './tree'

interface Typed {
  value: unknown
  /** The attribute when it was typed: once the app sets another, that one holds. */
  attribute: unknown
}

const typed = new WeakMap<UiElement, Typed>()

/** A native control keeps what the person did to it until the app sets it otherwise. */
export function keepTyped(element: UiElement, value: unknown, name = 'value'): void {
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
  const kept = typed.get(element)
  if (kept && kept.attribute === attribute(element, name)) return kept.value
  return text(element, name)
}
