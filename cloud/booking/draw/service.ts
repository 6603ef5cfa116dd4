import { drawOrder, type Entry, lotsOf } from '@core/booking/draw'
import type { Deps } from '../../base/deps'
import { isTransient } from '../../db/port'
import { type Drawn, type Hat, listToDraw, readHat, type ToDraw, writeDraw } from './queries'

/** Somebody who leaves in between has it reckoned anew; after so many times the next tick goes on. */
const ATTEMPTS = 5

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

async function draw({ db, now }: Drawing, due: ToDraw): Promise<void> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const hat = await readHat(db, due)
    if (!hat) return
    if ((await writeDraw(db, due, reckon(hat), now())) !== 'changed') return
  }
}

/** Makes every draw whose hour has come, each in a transaction of its own. */
export async function drawDue(deps: Drawing): Promise<void> {
  for (const due of await listToDraw(deps.db, deps.now())) {
    try {
      await draw(deps, due)
    } catch (fault) {
      // Whoever waited for one another draws at the next tick.
      if (!isTransient(fault)) throw fault
    }
  }
}
