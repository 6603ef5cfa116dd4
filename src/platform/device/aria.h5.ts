import type { Aria } from './aria'

const TOUCHED = ['button', 'tab', 'radio', 'checkbox', 'link']

/** What a screen reader is told, as a browser reads it; what can be touched can be reached by key too. */
export function aria({ role, ...states }: Aria): Record<string, string> {
  const told = Object.entries(states).filter(([, value]) => value !== undefined)
  return Object.fromEntries([
    ...(role ? [['role', role]] : []),
    ...(role && TOUCHED.includes(role) ? [['tabindex', '0']] : []),
    ...told.map(([name, value]) => [`aria-${name}`, String(value)]),
  ])
}

/** The name of an input: Taro's wrapper is not what is read, the element within is. */
export const named = (label: string): Record<string, unknown> => ({ nativeProps: { 'aria-label': label } })
