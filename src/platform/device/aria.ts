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

/** What a screen reader is told, as WeChat's templates carry it (config/aria-plugin.ts). */
export function aria({ role, ...states }: Aria): Record<string, string> {
  const told = Object.entries(states).filter(([, value]) => value !== undefined)
  return Object.fromEntries([
    ...(role ? [['aria-role', role]] : []),
    ...told.map(([name, value]) => [`aria-${name}`, String(value)]),
  ])
}

/** The name of an input. */
export const ariaLabel = (label: string): Record<string, unknown> => aria({ label })
