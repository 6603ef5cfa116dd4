import type { ContentHashes } from '@core/sync/sync'
import { sha256 } from '../util/hash'

/** Base64url characters: 48 bits, so that collisions (a change that goes unseen) are negligible for a district. */
const HASH_LENGTH = 8

/** Content hash of a value: 8 characters of SHA-256 over its JSON. */
export const contentHash = (thing: unknown): string => sha256(JSON.stringify(thing)).slice(0, HASH_LENGTH)

/** Changed parts among `names` (everything beside the list), with the content hashes of all of them. */
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
