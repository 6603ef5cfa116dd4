import type { ContentHashes } from '@core/sync/sync'
import { sha256 } from '../util/hash'

/** 48 bits: that one change in a million goes unseen takes a district a million times as large. */
const HASH_LENGTH = 8

export const contentHash = (thing: unknown): string => sha256(JSON.stringify(thing)).slice(0, HASH_LENGTH)

/** What else is there beside a list: those parts that are others than a phone has them, with the marks of all. */
export function diffParts<T extends object, K extends keyof T & string>(
  before: ContentHashes | undefined,
  of: T,
  names: readonly K[],
): { heads: ContentHashes; put: Partial<Pick<T, K>> } {
  const heads: ContentHashes = Object.fromEntries(names.map((name) => [name, contentHash(of[name])]))
  const put: Partial<Pick<T, K>> = {}
  for (const name of names) if (before?.[name] !== heads[name]) put[name] = of[name]
  return { heads, put }
}
