import { KEPT_DAYS } from '@core/privacy'
import { DAY, HOUR, moment } from '@core/time'
import { forgetCodes } from './code/queries'
import type { Deps } from './deps'
import { forgetDesk } from './desk/service'
import { forgetWins } from './draw/queries'
import { drawDue } from './draw/service'
import { forgetOneTimeCodes } from './invitation/one-time-code'
import { tendLines } from './line/service'
import { forgetMessages } from './message/queries'
import { tendMessages } from './message/send'
import { judgeHeld } from './moderation/queue'
import { HELD_NAMES } from './name/service'
import { forgetOldNotices, remindTomorrow } from './notice/service'
import { planAhead } from './offering/plan'
import { rotateKeys } from './pass/keys'
import { eraseLeft } from './push/service'
import { HELD_APPEALS } from './strike/held'
import { forgetOldStrikes, judgeOver } from './strike/service'
import { forgetPackVersions } from './sync/queries'
import { forgetPushes } from './wechat/queries'

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
  await forgetOneTimeCodes(deps.db, 'invitation', now)
  await forgetCodes(deps.db, now)
  await forgetDesk(deps)
  await eraseLeft(deps)
  // Far longer than a push is good for (wechat/push.ts).
  await forgetPushes(deps.db, now - HOUR)
  await forgetOneTimeCodes(deps.db, 'role_invitation', now)
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
  await judgeHeld(deps, HELD_APPEALS)
  await judgeHeld(deps, HELD_NAMES)
}
