import * as v from 'valibot'
import { Hex32 } from '../base/bytes'
import { commitmentOf, sha256Hex } from '../base/commitment'
import { Moment } from '../base/time'

/**
 * Verifiable draw (抽籤). When sign-up opens, only a commitment, the hash of a secret seed, is published; after the draw the
 * seed itself. The result follows from the seed and the list of sign-ups alone, by `drawOrder`, on any phone.
 */
export const DrawEntry = v.object({
  /** Position of the booking when sign-up ended, from one. It identifies nobody. */
  ticket: v.number(),
  /** Number of lots: fewer for recent winners. */
  lots: v.number(),
  size: v.number(),
})
export type DrawEntry = v.InferOutput<typeof DrawEntry>

/** Public view of a draw. `seed` and `entries` are present once it is made; `mine` are the caller's tickets. */
export const Draw = v.object({
  session: v.string(),
  at: Moment,
  hash: v.string(),
  seed: v.optional(Hex32),
  entries: v.array(DrawEntry),
  /** Tickets in the order drawn, which is the order of seating. */
  order: v.array(v.number()),
  mine: v.array(v.number()),
})
export type Draw = v.InferOutput<typeof Draw>

/** Lots of an entry without recent wins. Each win of the last RECENT_WIN_DAYS halves them, down to one. */
export const MAX_LOTS = 4
export const RECENT_WIN_DAYS = 60
export const lotsOf = (wins: number): number => Math.max(1, MAX_LOTS >> Math.min(wins, 10))

/** Digest of the list of sign-ups; independent of its order. */
export const digestOf = (entries: readonly DrawEntry[]): string =>
  sha256Hex(
    [...entries]
      .sort((a, b) => a.ticket - b.ticket)
      .map(({ ticket, lots, size }) => `${ticket}:${lots}:${size}`)
      .join('\n'),
  )

/**
 * Tickets in the order drawn. Each lot is a 256-bit hash of the seed, the list's digest, the ticket and the lot's number;
 * tickets are sorted by their smallest lot, so twice the lots are twice the chance to be first.
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

/**
 * Whether a list is well-formed: each ticket once, numbered from one, with a permitted number of lots; and `mine` are
 * in it.
 */
function isSound({ entries, mine }: Draw): boolean {
  const tickets = new Set(entries.map((entry) => entry.ticket))
  const counted = entries.every((_, at) => tickets.has(at + 1))
  const fair = entries.every(({ lots }) => Number.isInteger(lots) && lots >= 1 && lots <= MAX_LOTS)
  return counted && fair && mine.every((ticket) => tickets.has(ticket))
}

export type DrawCheck = 'true' | 'not-yet' | 'other-seed' | 'other-order'
/** Verifies a draw: the seed must match the commitment, and the order must follow from the seed and the list. */
export function checkDraw(draw: Draw): DrawCheck {
  if (!draw.seed) return 'not-yet'
  if (commitmentOf(draw.seed) !== draw.hash) return 'other-seed'
  const follows = isSound(draw) && drawOrder(draw.seed, draw.entries).join() === draw.order.join()
  return follows ? 'true' : 'other-order'
}
