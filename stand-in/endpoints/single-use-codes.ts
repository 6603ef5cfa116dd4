import { randomBytes } from 'node:crypto'
import { type Instant, MINUTE } from '@core/base/time'

/** Lifetime of a code. */
const LIFE = 5 * MINUTE

/** Single-use codes, each for a value. */
export type SingleUse<T> = {
  mint: (value: T) => string
  /** The value of a code; undefined if the code is unknown, used or expired. */
  use: (code: unknown) => T | undefined
}

export function createSingleUse<T>(now: () => Instant): SingleUse<T> {
  const minted = new Map<string, { value: T; until: Instant }>()
  return {
    mint(value) {
      const code = randomBytes(16).toString('hex')
      minted.set(code, { value, until: now() + LIFE })
      return code
    },
    use(code) {
      const found = minted.get(String(code))
      minted.delete(String(code))
      return found && found.until > now() ? found.value : undefined
    },
  }
}
