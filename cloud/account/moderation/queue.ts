import { DAY, type Instant, MINUTE } from '@core/base/time'
import type { Deps } from '../../base/deps'
import type { Db } from '../../db/port'
import type { Judgement, TextToJudge } from '../../wechat/port'
import { judgeText } from './words'

/** Between two looks at one text; the process that looks has it for so long. */
const AGAIN = 10 * MINUTE
const AT_ONCE = 20
/** How long WeChat has for its verdict. */
const HELD_FOR = DAY

/** What was held at or before this moment is the district's to judge, so that nobody waits for ever. */
export const heldBefore = (now: Instant): Instant => now - HELD_FOR

/** `by` wrote it; null when they were erased. */
type Held = { by: string | null; text: string }

/** A noun's texts that are held for moderation: nobody reads them until WeChat, or the district, has judged them. */
export type HeldQueue<H extends Held> = {
  as: TextToJudge['as']
  /** At most so many that are due, until `next` nobody else's. */
  take(db: Db, now: Instant, next: Instant, most: number): Promise<H[]>
  /** Of a text that was changed meanwhile nothing is known. */
  settle(db: Db, held: H, judged: Exclude<Judgement, 'held'>, now: Instant): Promise<unknown>
}

/** Asks WeChat again about what it could not be asked about before. */
export async function judgeHeld<H extends Held>(
  deps: Pick<Deps, 'db' | 'now' | 'demo' | 'wechat' | 'sealer'>,
  { as, take, settle }: HeldQueue<H>,
): Promise<void> {
  const { db, now } = deps
  const due = await take(db, now(), now() + AGAIN, AT_ONCE)
  await Promise.all(
    due.map(async (held) => {
      // Nobody can be named to WeChat as the writer: only the district can say.
      const judged = held.by === null ? 'held' : await judgeText(deps, held.by, held.text, as)
      if (judged !== 'held') await settle(db, held, judged, now())
    }),
  )
}
