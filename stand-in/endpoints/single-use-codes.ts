import { randomBytes } from 'node:crypto'
import { type Instant, MINUTE } from '@core/base/time'

/** A code lives so long. */
const LIFE = 5 * MINUTE

/** Codes that work once, each standing for something. */
export type SingleUse<T> = {
  mint: (what: T) => string
  /** What it stands for, or undefined: unknown, used, or too old. */
  use: (code: unknown) => T | undefined
}

export function createSingleUse<T>(now: () => Instant): SingleUse<T> {
  const minted = new Map<string, { what: T; until: Instant }>()
  return {
    mint(what) {
      const code = randomBytes(16).toString('hex')
      minted.set(code, { what, until: now() + LIFE })
      return code
    },
    use(code) {
      const found = minted.get(String(code))
      minted.delete(String(code))
      return found && found.until > now() ? found.what : undefined
    },
  }
}
