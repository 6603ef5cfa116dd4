import { RETENTION_DAYS } from '@core/account/privacy'
import { mayAnywhere, whereMay } from '@core/account/role'
import { ok, type Result, refuse } from '@core/base/refusal'
import { DAY, type Instant } from '@core/base/time'
import {
  judgeableBefore,
  judgeNoShows,
  type Strike,
  type StrikeRule,
  type StrikeStatus,
  strikeStatus,
} from '@core/booking/strike'
import { heldBefore } from '../../account/moderation/queue'
import { judgeTextWithin } from '../../account/moderation/words'
import type { Caller } from '../../base/caller'
import type { Deps } from '../../base/deps'
import type { Db } from '../../db/port'
import { forEachDue } from '../../db/retry'
import {
  type Appeal,
  deleteOldStrikes,
  type EndedSession,
  findAppeal,
  type JudgedSession,
  judgeSession,
  listAppeals,
  listCountingStrikes,
  listEndedSessions,
  listLate,
  listMissed,
  listStandIns,
  listStrikes,
  writeAnswer,
  writeAppeal,
} from './queries'

/** A person's current strikes: how many count, and until when booking is paused, if it is. */
export const findStrikeStatus = async (db: Db, person: string, rule: StrikeRule, now: Instant): Promise<StrikeStatus> =>
  strikeStatus(await listCountingStrikes(db, person, now), rule, now)

export async function appeal(deps: Deps, person: string, before: Strike, words: string): Promise<Result<Strike>> {
  const { id } = before
  const find = async () => (await listStrikes(deps.db, person)).find((one) => one.id === id)
  if (before.status !== 'counts') return refuse({ refusal: 'appealed-already' })
  const judged = await judgeTextWithin(deps, person, words, 'comment')
  if (judged === 'risky') return refuse({ refusal: 'words-risky' })
  const written = await writeAppeal(deps.db, { person, id, words, held: judged === 'held', now: deps.now() })
  return written ? ok((await find()) ?? before) : refuse({ refusal: 'appealed-already' })
}

/** Held appeals up to this moment are visible to the caller; undefined if none are. */
const heldFor = ({ roles }: Caller, now: Instant): Instant | undefined =>
  mayAnywhere(roles, 'oversee') ? heldBefore(now) : undefined

/** Open appeals at all places where the caller may answer them. */
export const appealsFor = (deps: Deps, caller: Caller): Promise<Appeal[]> =>
  listAppeals(deps.db, { ...whereMay(caller.roles, 'appeal'), held: heldFor(caller, deps.now()) })

/** An appeal, answered or not, if its text is visible to this caller; the place is checked by the contract row. */
export const findAnswerable = (deps: Deps, caller: Caller, id: string): Promise<Appeal | undefined> =>
  findAppeal(deps.db, id, heldFor(caller, deps.now()))

/** Answers an appeal. The first answer stands; a later one gets the strike with that answer. */
export async function answerAppeal(deps: Deps, caller: Caller, found: Appeal, forgive: boolean, words: string) {
  const { id } = found.strike
  await writeAnswer(deps.db, { id, by: caller.id, forgive, words, now: deps.now() })
  const { strike } = (await findAnswerable(deps, caller, id)) ?? found
  return strike
}

/** No-shows and late arrivals of a session; none for care, which people depend on. */
async function strikesOf(db: Db, over: EndedSession): Promise<JudgedSession> {
  if (over.kind === 'care') return { missed: [], late: [] }
  const missed = judgeNoShows(await listMissed(db, over), await listStandIns(db, over))
  return { missed, late: await listLate(db, over) }
}

/** Judges each session of a past day, once. */
export async function judgeEndedSessions({ db, now, strikes }: Pick<Deps, 'db' | 'now' | 'strikes'>): Promise<void> {
  await forEachDue(await listEndedSessions(db, judgeableBefore(now())), async (over) =>
    judgeSession(db, over, await strikesOf(db, over), strikes, now()),
  )
}

export const deleteOldStrikesJob = ({ db, now }: Pick<Deps, 'db' | 'now'>): Promise<void> =>
  deleteOldStrikes(db, now() - RETENTION_DAYS.strike * DAY)
