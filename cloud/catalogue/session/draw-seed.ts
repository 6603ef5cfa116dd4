import { commitmentOf } from '@core/base/commitment'
import type { Deps } from '../../base/deps'

const SEED_BYTES = 32

/** A random seed for a draw, secret until the draw, and the commitment (hash) that is public before it. */
export function newDrawSeed(random: Deps['random']): { seed: string; hash: string } {
  const seed = Buffer.from(random(SEED_BYTES)).toString('hex')
  return { seed, hash: commitmentOf(seed) }
}
