import { KEPT_DAYS } from '@core/account/privacy'
import { DAY, HOUR, moment } from '@core/base/time'
import { forgetInvitations } from '../account/guardian-invitation/queries'
import { forgetDesk } from '../account/login-code/service'
import { lookAtNames } from '../account/name/service'
import { forgetRoleInvitations } from '../account/role-invitation/queries'
import { rotateKeys } from '../attendance/pass/keys'
import type { Deps } from '../base/deps'
import { forgetWins } from '../booking/draw/queries'
import { drawDue } from '../booking/draw/service'
import { lookAgain } from '../booking/strike/held'
import { forgetOldStrikes, judgeOver } from '../booking/strike/service'
import { tendLines } from '../booking/waitlist/service'
import { planAhead } from '../catalogue/offering/plan'
import { forgetMessages } from '../notify/message/queries'
import { tendMessages } from '../notify/message/send'
import { forgetCodes } from '../notify/mini-code/queries'
import { forgetOldNotices, remindTomorrow } from '../notify/notice/service'
import { eraseLeft } from '../notify/webhook/service'
import { forgetPackVersions } from '../sync/queries'
import { forgetPushes } from '../wechat/queries'

/** A day more than a login lasts unused, and the day by which it is dated. */
const PACK_DAYS = KEPT_DAYS.login + 2

/** All that there is to do, what cannot wait, or what WeChat is needed for. */
export type Round = 'tick' | 'soon' | 'wechat'
/** Told of each round, and how long it took. */
export type Ticked = (name: Round, ms: number, ok: boolean) => void

/** What must be done now and then, by whichever timer there is: plan, remind, judge, and forget what has had its time. */
export async function tick(deps: Pick<Deps, 'db' | 'now' | 'random' | 'strikes'>): Promise<void> {
  const now = deps.now()
  await tendSoon(deps)
  await planAhead(deps)
  await remindTomorrow(deps)
  await judgeOver(deps)
  await rotateKeys(deps)
  await forgetOldNotices(deps)
  await forgetMessages(deps.db, now - KEPT_DAYS.notice * DAY)
  await forgetWins(deps.db, now)
  await forgetOldStrikes(deps)
  await forgetInvitations(deps.db, now)
  await forgetCodes(deps.db, now)
  await forgetDesk(deps)
  await eraseLeft(deps)
  // Far longer than a push is good for (wechat/push.ts).
  await forgetPushes(deps.db, now - HOUR)
  await forgetRoleInvitations(deps.db, now)
  // So long a retry may come after its first try.
  await deps.db.query('delete from idempotency where at < $1', [moment(now - KEPT_DAYS.answer * DAY)])
  // A time that is past holds nobody back.
  await deps.db.query('delete from person_time where upper(during) < $1', [moment(now - KEPT_DAYS.time * DAY)])
  await deps.db.query('delete from login where expires_at < $1', [moment(now)])
  // A phone with an older one has lost its login as well; it is told everything.
  await forgetPackVersions(deps.db, now - PACK_DAYS * DAY)
}

/** What cannot wait: a draw at its hour; a free seat with somebody waiting is theirs within seconds. */
export async function tendSoon(deps: Pick<Deps, 'db' | 'now'>): Promise<void> {
  await drawDue(deps)
  await tendLines(deps)
}

/** What WeChat is asked for: messages, and words that are held. It may be slow, so nothing else waits for it. */
export async function tendWechat(
  deps: Pick<Deps, 'db' | 'now' | 'random' | 'log' | 'demo' | 'wechat' | 'sealer'>,
): Promise<void> {
  await tendMessages(deps)
  await lookAgain(deps)
  await lookAtNames(deps)
}
