import { type DrawEntry, drawOrder, lotsOf } from '@core/booking/draw'
import type { Deps } from '../../base/deps'
import { forEachDue, untilUnchanged } from '../../db/retry'
import { type DrawEntries, type DrawResult, type DueDraw, listDueDraws, lockDrawEntries, writeDraw } from './queries'

/** Computes a draw: tickets are numbered in waitlist order, then the same places are dealt out in the drawn order. */
function computeDraw({ seed, version, signs }: DrawEntries): DrawResult {
  const entries = signs.map(({ size, wins }, at): DrawEntry => ({ ticket: at + 1, lots: lotsOf(wins), size }))
  const order = drawOrder(seed, entries)
  const line = order.flatMap((ticket, at) => {
    const [sign, entry, dealt] = [signs[ticket - 1], entries[ticket - 1], signs[at]]
    return sign && entry && dealt ? [{ id: sign.id, place: dealt.place, ticket, lots: entry.lots }] : []
  })
  return { version, line, entries, order }
}

type Drawing = Pick<Deps, 'db' | 'now'>

/** One attempt of the optimistic update; undefined if the session is gone. */
async function tryDraw({ db, now }: Drawing, due: DueDraw) {
  const entries = await lockDrawEntries(db, due)
  return entries && writeDraw(db, due, computeDraw(entries), now())
}

/** Makes every due draw. If somebody leaves between reading and writing, the draw is repeated. */
export async function makeDueDraws(deps: Drawing): Promise<void> {
  await forEachDue(await listDueDraws(deps.db, deps.now()), (due) =>
    untilUnchanged(
      () => tryDraw(deps, due),
      (outcome) => outcome === 'changed',
    ),
  )
}
