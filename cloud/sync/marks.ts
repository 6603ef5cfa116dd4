import type { Marks } from '@core/sync'
import { sha256 } from '../hash'

/** 48 bits: that one change in a million goes unseen takes a district a million times as large. */
const LETTERS = 8

export const markOf = (thing: unknown): string => sha256(JSON.stringify(thing)).slice(0, LETTERS)

/** What else is there beside a list: those parts that are others than a phone has them, with the marks of all. */
export function differHeads<T extends object, K extends keyof T & string>(
  before: Marks | undefined,
  of: T,
  names: readonly K[],
): { heads: Marks; put: Partial<Pick<T, K>> } {
  const heads: Marks = Object.fromEntries(names.map((name) => [name, markOf(of[name])]))
  const put: Partial<Pick<T, K>> = {}
  for (const name of names) if (before?.[name] !== heads[name]) put[name] = of[name]
  return { heads, put }
}
