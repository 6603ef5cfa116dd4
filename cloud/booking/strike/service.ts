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
  findStruckSession,
  type JudgedSession,
  judgeSession,
  listAppeals,
  listCountingStrikes,
  listEndedSessions,
  listLate,
  listMissed,
  listStandIns,
  listStrikes,
  withdrawStrikes,
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

type Reviewing = Pick<Deps, 'db' | 'now'>

/** Takes back the strikes of a judged session that what is known by now does not confirm. */
async function reviewSession({ db, now }: Reviewing, station: string, session: string, by?: string): Promise<void> {
  const struck = await findStruckSession(db, station, session)
  if (struck) await withdrawStrikes(db, struck, await strikesOf(db, struck), by, now())
}

/**
 * Judges again, for the person only: a phone without signal tells later who came, when, or that it was undone, and with
 * that whose places were used by somebody from the waitlist. Nobody gets a strike after the session was judged, and one
 * that was taken back stays so. `ended`: sessions with news, by `by`; one that cannot have been judged yet costs nothing.
 */
export async function reviewStrikes(
  deps: Reviewing,
  station: string,
  ended: readonly { session: string; endsAt: Instant }[],
  by: string,
): Promise<void> {
  const judged = ended.filter(({ endsAt }) => endsAt <= judgeableBefore(deps.now())).map(({ session }) => session)
  for (const session of new Set(judged)) await reviewSession(deps, station, session, by)
}

/**
 * Judges each session of a past day, once. A review follows, for what a phone told at the same moment: its own review
 * found no strikes yet.
 */
export async function judgeEndedSessions(deps: Pick<Deps, 'db' | 'now' | 'strikes'>): Promise<void> {
  const { db, now, strikes } = deps
  await forEachDue(await listEndedSessions(db, judgeableBefore(now())), async (over) => {
    await judgeSession(db, over, await strikesOf(db, over), strikes, now())
    await reviewSession(deps, over.station, over.session)
  })
}

export const deleteOldStrikesJob = ({ db, now }: Pick<Deps, 'db' | 'now'>): Promise<void> =>
  deleteOldStrikes(db, now() - RETENTION_DAYS.strike * DAY)
