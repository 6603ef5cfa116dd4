export type Aria = {
  role?: string | undefined
  label?: string | undefined
  selected?: boolean | undefined
  checked?: boolean | undefined
  disabled?: boolean | undefined
  expanded?: boolean | undefined
  hidden?: boolean | undefined
  live?: 'polite' | 'assertive' | undefined
}

/** Aria attributes under the names WeChat's templates pass on (config/aria-plugin.ts). */
export function aria({ role, ...states }: Aria): Record<string, string> {
  const attributes = Object.entries(states).filter(([, value]) => value !== undefined)
  return Object.fromEntries([
    ...(role ? [['aria-role', role]] : []),
    ...attributes.map(([name, value]) => [`aria-${name}`, String(value)]),
  ])
}

/** Label of an input. */
export const ariaLabel = (label: string): Record<string, unknown> => aria({ label })
