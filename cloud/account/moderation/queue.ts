import { ASK_AGAIN, HELD_FOR } from '@core/account/moderation'
import type { Instant } from '@core/base/time'
import type { Deps } from '../../base/deps'
import type { Db } from '../../db/port'
import type { Judgement, TextToJudge } from '../../wechat/port'
import { judgeText } from './words'

/** Texts per round. */
const AT_ONCE = 20

/** Texts held at or before this moment are decided by the district, so that nobody waits for ever. */
export const heldBefore = (now: Instant): Instant => now - HELD_FOR

/** `by`: the author; null if they were erased. */
type Held = { by: string | null; text: string }

/** Moderation queue of one kind of text: hidden from others until WeChat or the district has decided. */
export type HeldQueue<H extends Held> = {
  as: TextToJudge['as']
  /** Leases at most `most` due texts until `next`. */
  lease(db: Db, now: Instant, next: Instant, most: number): Promise<H[]>
  /** Applies the decision, unless the text was changed meanwhile. */
  decide(db: Db, held: H, judged: Exclude<Judgement, 'held'>, now: Instant): Promise<unknown>
}

/** Asks WeChat again about held texts. */
export async function judgeHeld<H extends Held>(
  deps: Pick<Deps, 'db' | 'now' | 'demo' | 'wechat' | 'sealer'>,
  { as, lease, decide }: HeldQueue<H>,
): Promise<void> {
  const { db, now } = deps
  const due = await lease(db, now(), now() + ASK_AGAIN, AT_ONCE)
  await Promise.all(
    due.map(async (held) => {
      // WeChat requires the author's openid; without an author only the district can decide.
      const judged = held.by === null ? 'held' : await judgeText(deps, held.by, held.text, as)
      if (judged !== 'held') await decide(db, held, judged, now())
    }),
  )
}
