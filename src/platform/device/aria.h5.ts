import type { Aria } from './aria'

const FOCUSABLE_ROLES = ['button', 'tab', 'radio', 'checkbox', 'link']

/** What a screen reader is told, as a browser reads it; what can be touched can be reached by key too. */
export function aria({ role, ...states }: Aria): Record<string, string> {
  const attributes = Object.entries(states).filter(([, value]) => value !== undefined)
  return Object.fromEntries([
    ...(role ? [['role', role]] : []),
    ...(role && FOCUSABLE_ROLES.includes(role) ? [['tabindex', '0']] : []),
    ...attributes.map(([name, value]) => [`aria-${name}`, String(value)]),
  ])
}

/** The name of an input: Taro's wrapper is not what is read, the element within is. */
export const ariaLabel = (label: string): Record<string, unknown> => ({ nativeProps: { 'aria-label': label } })
