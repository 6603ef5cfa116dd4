import { RETENTION_DAYS } from '@core/account/privacy'
import { DAY, HOUR, moment } from '@core/base/time'
import { deleteOldEndings } from '../account/ending/ending'
import { deleteOldLoginCodesJob } from '../account/login-code/service'
import { judgeHeld } from '../account/moderation/queue'
import { HELD_NAMES } from '../account/name/service'
import { deleteOldCodes } from '../account/one-time-code'
import { deleteOldChallenges } from '../account/passkey/challenge'
import { endExpiredStandingsJob } from '../account/standing/service'
import { endOverdueRequestsJob } from '../account/standing-request/service'
import { handOverLeftWards } from '../account/ward/service'
import { deleteWrongCodesJob } from '../account/wrong-code/service'
import { rotateKeys } from '../attendance/pass/keys'
import type { Deps } from '../base/deps'
import { continueClosing } from '../booking/closing-day/job'
import { deleteOldWins } from '../booking/draw/queries'
import { makeDueDraws } from '../booking/draw/service'
import { HELD_APPEALS } from '../booking/strike/held'
import { deleteOldStrikesJob, judgeEndedSessions } from '../booking/strike/service'
import { promoteDueWaitlists } from '../booking/waitlist/service'
import { continuePlanning, planAhead } from '../catalogue/offering/plan'
import { deleteOldInvitees } from '../district/invitee/queries'
import { deleteOldMessages } from '../notify/message/queries'
import { sendMessages } from '../notify/message/send'
import { deleteOldMiniCodes } from '../notify/mini-code/queries'
import { deleteOldNoticesJob, remindTomorrow } from '../notify/notice/service'
import { eraseLeavers } from '../notify/webhook/service'
import { deleteOldUploads, removeUnnamedFiles } from '../place/photo/service'
import { deleteOldPackVersions } from '../sync/queries'
import { deleteOldWebhooks } from '../wechat/queries'

/** Days: the lifetime of an unused login, plus a day of slack, plus the day of its rounding. */
const PACK_DAYS = RETENTION_DAYS.login + 2

/** All jobs, the urgent ones, those that call WeChat, or those that take long, of which closing is one. The names are labels of the metrics. */
export type JobRound = 'tick' | 'soon' | 'wechat' | 'closing'
/** Called after each round with its duration in milliseconds. */
export type JobObserver = (name: JobRound, ms: number, ok: boolean) => void

/** Work that was begun by a request and may take long: the closing of days, and planning anew. */
export async function runLongJobs(deps: Pick<Deps, 'db' | 'now' | 'random'>): Promise<void> {
  await continueClosing(deps)
  await continuePlanning(deps)
}

/** All periodic jobs, for whichever timer there is: planning, reminders, no-shows, and deletion of expired rows. */
export async function runJobs(
  deps: Pick<Deps, 'db' | 'now' | 'random' | 'strikes' | 'log' | 'storage'>,
): Promise<void> {
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
  await deleteOldChallenges(deps)
  await deleteWrongCodesJob(deps)
  await deleteOldInvitees(deps.db, now)
  await eraseLeavers(deps)
  await handOverLeftWards(deps)
  await endExpiredStandingsJob(deps)
  await endOverdueRequestsJob(deps)
  // Far longer than a webhook's signature is accepted (AGE_MOST in wechat/webhook.ts).
  await deleteOldWebhooks(deps.db, now - HOUR)
  await deleteOldCodes(deps.db, 'role_invitation', now)
  // A retry may come this long after the first try.
  await deps.db.query('delete from idempotency where at < $1', [moment(now - RETENTION_DAYS.answer * DAY)])
  // Past times block nobody.
  await deps.db.query('delete from person_time where upper(during) < $1', [moment(now - RETENTION_DAYS.time * DAY)])
  await deps.db.query('delete from login where expires_at < $1', [moment(now)])
  await deleteOldEndings(deps.db, now)
  // A phone with an older version has lost its login too, and gets a full sync.
  await deleteOldUploads(deps)
  await removeUnnamedFiles(deps)
  await deleteOldPackVersions(deps.db, now - PACK_DAYS * DAY)
}

/**
 * Urgent jobs: due draws, and promotion from the waitlist, which should happen within seconds of a seat becoming free.
 */
export async function runUrgentJobs(deps: Pick<Deps, 'db' | 'now'>): Promise<void> {
  await makeDueDraws(deps)
  await promoteDueWaitlists(deps)
}

/** Jobs that call WeChat: messages, and moderation of held texts. Run separately, because WeChat may be slow. */
export async function runWechatJobs(
  deps: Pick<Deps, 'db' | 'now' | 'random' | 'log' | 'demo' | 'wechat' | 'sealer'>,
): Promise<void> {
  await sendMessages(deps)
  await judgeHeld(deps, HELD_APPEALS)
  await judgeHeld(deps, HELD_NAMES)
}
