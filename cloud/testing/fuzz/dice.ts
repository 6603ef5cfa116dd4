import { seededRandom } from '../../demo/seeded-random'

/** Reproducible choices from one seed. */
export type Dice = {
  /** An integer from 0 up to, but not including, `below`. */
  int: (below: number) => number
  chance: (probability: number) => boolean
  pick: <T>(from: readonly T[]) => T
  bytes: (length: number) => Uint8Array
}

export function createDice(seed: number): Dice {
  const next = seededRandom(seed)
  const int = (below: number) => Math.floor(next() * below)
  return {
    int,
    chance: (probability) => next() < probability,
    pick: (from) => from[int(from.length)] as (typeof from)[number],
    bytes: (length) => Uint8Array.from({ length }, () => int(256)),
  }
}
