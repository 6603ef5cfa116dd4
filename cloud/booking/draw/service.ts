import { type DrawEntry, drawOrder, lotsOf } from '@core/booking/draw'
import type { Deps } from '../../base/deps'
import { isTransient } from '../../db/port'
import { type DrawEntries, type DrawResult, type DueDraw, listDueDraws, lockDrawEntries, writeDraw } from './queries'

/** Somebody who leaves in between has it reckoned anew; after so many times the next tick goes on. */
const ATTEMPTS = 5

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

async function draw({ db, now }: Drawing, due: DueDraw): Promise<void> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const hat = await lockDrawEntries(db, due)
    if (!hat) return
    if ((await writeDraw(db, due, reckon(hat), now())) !== 'changed') return
  }
}

/** Makes every draw whose hour has come, each in a transaction of its own. */
export async function makeDueDraws(deps: Drawing): Promise<void> {
  for (const due of await listDueDraws(deps.db, deps.now())) {
    try {
      await draw(deps, due)
    } catch (fault) {
      // Whoever waited for one another draws at the next tick.
      if (!isTransient(fault)) throw fault
    }
  }
}
