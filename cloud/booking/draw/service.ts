import { type DrawEntry, drawOrder, lotsOf } from '@core/booking/draw'
import type { Deps } from '../../base/deps'
import { forEachDue, untilUnchanged } from '../../db/retry'
import { type DrawEntries, type DrawResult, type DueDraw, listDueDraws, lockDrawEntries, writeDraw } from './queries'

/** Tickets are counted along the line; the places of the line are then dealt anew, in the order drawn. */
function reckon({ seed, version, signs }: DrawEntries): DrawResult {
  const entries = signs.map(({ size, wins }, at): DrawEntry => ({ ticket: at + 1, lots: lotsOf(wins), size }))
  const order = drawOrder(seed, entries)
  const line = order.flatMap((ticket, at) => {
    const [sign, entry, dealt] = [signs[ticket - 1], entries[ticket - 1], signs[at]]
    return sign && entry && dealt ? [{ id: sign.id, place: dealt.place, ticket, lots: entry.lots }] : []
  })
  return { version, line, entries, order }
}

type Drawing = Pick<Deps, 'db' | 'now'>

/** Drawn from the hat as it is; undefined where there is nothing to draw any more. */
async function tryDraw({ db, now }: Drawing, due: DueDraw) {
  const hat = await lockDrawEntries(db, due)
  return hat && writeDraw(db, due, reckon(hat), now())
}

/** Makes every draw whose hour has come. Somebody who leaves in between has it drawn anew. */
export async function makeDueDraws(deps: Drawing): Promise<void> {
  await forEachDue(await listDueDraws(deps.db, deps.now()), (due) =>
    untilUnchanged(
      () => tryDraw(deps, due),
      (outcome) => outcome === 'changed',
    ),
  )
}
