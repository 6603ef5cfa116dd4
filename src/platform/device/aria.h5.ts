import type { Aria } from './aria'

const FOCUSABLE_ROLES = ['button', 'tab', 'radio', 'checkbox', 'link']

/** Aria attributes for the browser; interactive roles also become focusable by keyboard. */
export function aria({ role, ...states }: Aria): Record<string, string> {
  const attributes = Object.entries(states).filter(([, value]) => value !== undefined)
  return Object.fromEntries([
    ...(role ? [['role', role]] : []),
    ...(role && FOCUSABLE_ROLES.includes(role) ? [['tabindex', '0']] : []),
    ...attributes.map(([name, value]) => [`aria-${name}`, String(value)]),
  ])
}

/** Label of an input: set on the native element, since screen readers do not read Taro's wrapper. */
export const ariaLabel = (label: string): Record<string, unknown> => ({ nativeProps: { 'aria-label': label } })
