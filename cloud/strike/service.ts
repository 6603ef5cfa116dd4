import { HELD_FOR } from '@core/moderation'
import { KEPT_DAYS } from '@core/privacy'
import { no, type Verdict, yes } from '@core/refusal'
import { may, mayAnywhere, whereMay } from '@core/role'
import { judgeMissed, overBy, type Strike, type StrikeRule, type StrikeStanding, strikeStanding } from '@core/strike'
import { DAY, type Instant } from '@core/time'
import { type Db, isTransient } from '../db/port'
import type { Deps } from '../deps'
import type { Caller } from '../http/caller'
import { Wrong } from '../http/wrong'
import { judgeSoon } from '../wechat/words'
import {
  type Appeal,
  findAppeal,
  forgetStrikes,
  type Judged,
  judgeSession,
  listAppeals,
  listLate,
  listLive,
  listMissed,
  listOver,
  listStepped,
  listStrikes,
  type Over,
  writeAnswer,
  writeAppeal,
} from './queries'

/** Where a person stands now: how many strikes count, and until when booking is paused, if it is. */
export const findStanding = async (db: Db, person: string, rule: StrikeRule, now: Instant): Promise<StrikeStanding> =>
  strikeStanding(await listLive(db, person, now), rule, now)

export async function appeal(deps: Deps, person: string, id: string, words: string): Promise<Verdict<Strike>> {
  const find = async () => (await listStrikes(deps.db, person)).find((one) => one.id === id)
  const before = await find()
  if (!before) throw new Wrong('not-found')
  if (before.status !== 'counts') return no({ refusal: 'appealed-already' })
  const judged = await judgeSoon(deps, person, words, 'comment')
  if (judged === 'risky') return no({ refusal: 'words-risky' })
  const written = await writeAppeal(deps.db, { person, id, words, held: judged === 'held', now: deps.now() })
  return written ? yes((await find()) ?? before) : no({ refusal: 'appealed-already' })
}

/** The district reads what WeChat could not judge in a day, so that nobody waits for ever. */
const heldFor = ({ roles }: Caller, now: Instant): Instant | undefined =>
  mayAnywhere(roles, 'oversee') ? now - HELD_FOR : undefined

/** The appeals that wait for an answer of the caller’s. Who answers none finds no such address. */
export async function appealsFor(deps: Deps, caller: Caller): Promise<Appeal[]> {
  const { roles } = caller
  if (!mayAnywhere(roles, 'appeal')) throw new Wrong('not-found')
  return listAppeals(deps.db, { ...whereMay(roles, 'appeal'), held: heldFor(caller, deps.now()) })
}

/** The first answer stands: who answers after it is shown what was said. */
export async function answerAppeal(deps: Deps, caller: Caller, id: string, forgive: boolean, words: string) {
  const held = heldFor(caller, deps.now())
  const found = await findAppeal(deps.db, id, held)
  if (!found || !may(caller.roles, 'appeal', { id: found.station, street: found.street })) throw new Wrong('not-found')
  await writeAnswer(deps.db, { id, by: caller.id, forgive, words, now: deps.now() })
  const { strike } = (await findAppeal(deps.db, id, held)) ?? found
  return strike
}

/** None for care that people depend on. */
async function strikesOf(db: Db, over: Over): Promise<Judged> {
  if (over.kind === 'care') return { missed: [], late: [] }
  const missed = judgeMissed(await listMissed(db, over), await listStepped(db, over))
  return { missed, late: await listLate(db, over) }
}

/** Every session whose day is over, once; each is a transaction of its own. */
export async function judgeOver({ db, now, strikes }: Pick<Deps, 'db' | 'now' | 'strikes'>): Promise<void> {
  for (const over of await listOver(db, overBy(now()))) {
    try {
      await judgeSession(db, over, await strikesOf(db, over), strikes, now())
    } catch (fault) {
      // Two who judge at once may wait for one another; the next look is soon.
      if (!isTransient(fault)) throw fault
    }
  }
}

export const forgetOldStrikes = ({ db, now }: Pick<Deps, 'db' | 'now'>): Promise<void> =>
  forgetStrikes(db, now() - KEPT_DAYS.strike * DAY)
