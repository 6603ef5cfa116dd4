import * as v from 'valibot'
import { Hex32 } from '../base/bytes'
import { commitmentOf, sha256Hex } from '../base/commitment'
import { Moment } from '../base/time'

/**
 * 搖號, so that anyone can check it. When signing up opens, only the hash of a secret seed is known; after the draw the
 * seed itself is. Who wins follows from the seed and the list of sign-ups alone, by the function below, on any phone.
 */
export const DrawEntry = v.object({
  /** Where the booking stood when signing up ended, from one. It names nobody. */
  ticket: v.number(),
  /** How many lots it has in the hat: fewer for those who won lately. */
  lots: v.number(),
  size: v.number(),
})
export type DrawEntry = v.InferOutput<typeof DrawEntry>

/** A draw as everybody may see it. `seed` and `entries` come when it is made, `mine` are the caller's tickets. */
export const Draw = v.object({
  session: v.string(),
  at: Moment,
  hash: v.string(),
  seed: v.optional(Hex32),
  entries: v.array(DrawEntry),
  /** The tickets in the order drawn, as the cloud seated them. */
  order: v.array(v.number()),
  mine: v.array(v.number()),
})
export type Draw = v.InferOutput<typeof Draw>

/** Nobody has more lots than this; each win of the last sixty days halves them, down to one. */
export const MAX_LOTS = 4
export const RECENT_WIN_DAYS = 60
export const lotsOf = (wins: number): number => Math.max(1, MAX_LOTS >> Math.min(wins, 10))

/** The list of sign-ups in one line: two lists that differ anywhere have different digests. */
export const digestOf = (entries: readonly DrawEntry[]): string =>
  sha256Hex(
    [...entries]
      .sort((a, b) => a.ticket - b.ticket)
      .map(({ ticket, lots, size }) => `${ticket}:${lots}:${size}`)
      .join('\n'),
  )

/**
 * The tickets in the order drawn. Each lot is a number of 256 bits from the seed, the list's digest and its own name;
 * a ticket stands where its smallest lot puts it, so twice the lots are twice the chance to be first.
 */
export function drawOrder(seed: string, entries: readonly DrawEntry[]): number[] {
  const hat = sha256Hex(`${seed}\n${digestOf(entries)}`)
  const best = ({ ticket, lots }: DrawEntry): string =>
    Array.from({ length: lots }, (_, lot) => sha256Hex(`${hat}\n${ticket}/${lot}`)).sort()[0] as string
  return entries
    .map((entry) => ({ ticket: entry.ticket, best: best(entry) }))
    .sort((a, b) => (a.best < b.best ? -1 : a.best > b.best ? 1 : a.ticket - b.ticket))
    .map(({ ticket }) => ticket)
}

/** A list as a draw makes it: each ticket once, counted from one, with as many lots as there can be; and mine are in it. */
function isSound({ entries, mine }: Draw): boolean {
  const tickets = new Set(entries.map((entry) => entry.ticket))
  const counted = entries.every((_, at) => tickets.has(at + 1))
  const fair = entries.every(({ lots }) => Number.isInteger(lots) && lots >= 1 && lots <= MAX_LOTS)
  return counted && fair && mine.every((ticket) => tickets.has(ticket))
}

export type DrawCheck = 'true' | 'not-yet' | 'other-seed' | 'other-order'
/** Was this draw made as announced? The seed must be the one sealed, and the order the one that follows from it and the list. */
export function checkDraw(draw: Draw): DrawCheck {
  if (!draw.seed) return 'not-yet'
  if (commitmentOf(draw.seed) !== draw.hash) return 'other-seed'
  const follows = isSound(draw) && drawOrder(draw.seed, draw.entries).join() === draw.order.join()
  return follows ? 'true' : 'other-order'
}
