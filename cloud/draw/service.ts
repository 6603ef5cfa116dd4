import { drawOrder, type Entry, lotsOf } from '@core/draw'
import { forEachDue, untilUnchanged } from '../db/retry'
import type { Deps } from '../deps'
import { type Drawn, type Hat, listToDraw, readHat, type ToDraw, writeDraw } from './queries'

/** Tickets are counted along the line; the places of the line are then dealt anew, in the order drawn. */
function reckon({ seed, version, signs }: Hat): Drawn {
  const entries = signs.map(({ size, wins }, at): Entry => ({ ticket: at + 1, lots: lotsOf(wins), size }))
  const order = drawOrder(seed, entries)
  const line = order.flatMap((ticket, at) => {
    const [sign, entry, dealt] = [signs[ticket - 1], entries[ticket - 1], signs[at]]
    return sign && entry && dealt ? [{ id: sign.id, place: dealt.place, ticket, lots: entry.lots }] : []
  })
  return { version, line, entries, order }
}

type Drawing = Pick<Deps, 'db' | 'now'>

/** Drawn from the hat as it is; undefined where there is nothing to draw any more. */
async function tryDraw({ db, now }: Drawing, due: ToDraw) {
  const hat = await readHat(db, due)
  return hat && writeDraw(db, due, reckon(hat), now())
}

/** Makes every draw whose hour has come. Somebody who leaves in between has it drawn anew. */
export async function drawDue(deps: Drawing): Promise<void> {
  await forEachDue(await listToDraw(deps.db, deps.now()), (due) =>
    untilUnchanged(
      () => tryDraw(deps, due),
      (outcome) => outcome === 'changed',
    ),
  )
}
