import { RETENTION_DAYS } from '@core/account/privacy'
import { DAY, HOUR, moment } from '@core/base/time'
import { deleteOldLoginCodesJob } from '../account/login-code/service'
import { judgeHeld } from '../account/moderation/queue'
import { HELD_NAMES } from '../account/name/service'
import { deleteOldCodes } from '../account/one-time-code'
import { rotateKeys } from '../attendance/pass/keys'
import type { Deps } from '../base/deps'
import { deleteOldWins } from '../booking/draw/queries'
import { makeDueDraws } from '../booking/draw/service'
import { HELD_APPEALS } from '../booking/strike/held'
import { deleteOldStrikesJob, judgeEndedSessions } from '../booking/strike/service'
import { promoteDueWaitlists } from '../booking/waitlist/service'
import { planAhead } from '../catalogue/offering/plan'
import { deleteOldMessages } from '../notify/message/queries'
import { sendMessages } from '../notify/message/send'
import { deleteOldMiniCodes } from '../notify/mini-code/queries'
import { deleteOldNoticesJob, remindTomorrow } from '../notify/notice/service'
import { eraseLeavers } from '../notify/webhook/service'
import { deleteOldPackVersions } from '../sync/queries'
import { deleteOldWebhooks } from '../wechat/queries'

/** A day more than a login lasts unused, and the day by which it is dated. */
const PACK_DAYS = RETENTION_DAYS.login + 2

/** All that there is to do, what cannot wait, or what WeChat is needed for. */
export type JobRound = 'tick' | 'soon' | 'wechat'
/** Told of each round, and how long it took. */
export type JobObserver = (name: JobRound, ms: number, ok: boolean) => void

/** What must be done now and then, by whichever timer there is: plan, remind, judge, and forget what has had its time. */
export async function runJobs(deps: Pick<Deps, 'db' | 'now' | 'random' | 'strikes'>): Promise<void> {
  const now = deps.now()
  await runUrgentJobs(deps)
  await planAhead(deps)
  await remindTomorrow(deps)
  await judgeEndedSessions(deps)
  await rotateKeys(deps)
  await deleteOldNoticesJob(deps)
  await deleteOldMessages(deps.db, now - RETENTION_DAYS.notice * DAY)
  await deleteOldWins(deps.db, now)
  await deleteOldStrikesJob(deps)
  await deleteOldCodes(deps.db, 'guardian_invitation', now)
  await deleteOldMiniCodes(deps.db, now)
  await deleteOldLoginCodesJob(deps)
  await eraseLeavers(deps)
  // Far longer than a push is good for (wechat/push.ts).
  await deleteOldWebhooks(deps.db, now - HOUR)
  await deleteOldCodes(deps.db, 'role_invitation', now)
  // So long a retry may come after its first try.
  await deps.db.query('delete from idempotency where at < $1', [moment(now - RETENTION_DAYS.answer * DAY)])
  // A time that is past holds nobody back.
  await deps.db.query('delete from person_time where upper(during) < $1', [moment(now - RETENTION_DAYS.time * DAY)])
  await deps.db.query('delete from login where expires_at < $1', [moment(now)])
  // A phone with an older one has lost its login as well; it is told everything.
  await deleteOldPackVersions(deps.db, now - PACK_DAYS * DAY)
}

/** What cannot wait: a draw at its hour; a free seat with somebody waiting is theirs within seconds. */
export async function runUrgentJobs(deps: Pick<Deps, 'db' | 'now'>): Promise<void> {
  await makeDueDraws(deps)
  await promoteDueWaitlists(deps)
}

/** What WeChat is asked for: messages, and words that are held. It may be slow, so nothing else waits for it. */
export async function runWechatJobs(
  deps: Pick<Deps, 'db' | 'now' | 'random' | 'log' | 'demo' | 'wechat' | 'sealer'>,
): Promise<void> {
  await sendMessages(deps)
  await judgeHeld(deps, HELD_APPEALS)
  await judgeHeld(deps, HELD_NAMES)
}
