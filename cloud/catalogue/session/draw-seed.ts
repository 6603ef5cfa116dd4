import { commitmentOf } from '@core/base/commitment'
import type { Deps } from '../../base/deps'

const SEED_BYTES = 32

/** A new secret for a session whose places will be drawn, and what may be shown of it until then. */
export function newDrawSeed(random: Deps['random']): { seed: string; hash: string } {
  const seed = Buffer.from(random(SEED_BYTES)).toString('hex')
  return { seed, hash: commitmentOf(seed) }
}
