import { may } from '@core/account/role'
import type { Scan } from '@core/attendance/scan'
import { type Instant, instant, moment } from '@core/base/time'
import type { ScanAnswer } from '@core/contract/endpoints/attendance/scan'
import { stationOf } from '@core/place/ids'
import { sayAnyRefusal } from '@core/words/cloud/say-any-refusal'
import { type Language, say } from '@core/words/say'
import type { Caller } from '../../base/caller'
import type { Deps } from '../../base/deps'
import { findSession } from '../../catalogue/session/queries'
import { walkIn } from './events'

/** A walk-in or its undo; walk-ins have no pass. */
export const isWalkIn = ({ kind, pass }: Scan): boolean => kind === 'walk-in' || (kind === 'undo' && pass === '')

/**
 * Records a walk-in, which takes free seats (counted on the session's row). Without a free seat it is recorded too, with
 * a flag.
 */
export async function takeWalkIn(
  deps: Deps,
  caller: Caller,
  language: Language,
  scan: Scan,
  at: Instant,
): Promise<ScanAnswer> {
  const { device, seq, of = null, seats = 0, session = '' } = scan
  const found = session ? await findSession(deps.db, session) : undefined
  const mine = found && may(caller.roles, 'attend', { id: stationOf(session), street: found.street })
  const refuse = (refusal: 'unknown-pass' | 'scan-number-used'): ScanAnswer => ({
    device,
    seq,
    verdict: 'refused',
    refusal,
    message: sayAnyRefusal(language, { refusal }),
  })
  if (!mine) return refuse('unknown-pass')
  const event = { session, device, seq, of, seats, by: caller.id }
  const flag = await walkIn(deps.db, event, at, instant(scan.at), deps.now())
  if (flag === 'scan-number-used') return refuse(flag)
  const verdict = scan.kind === 'undo' ? ('undone' as const) : ('walked-in' as const)
  return {
    device,
    seq,
    verdict,
    session,
    seats,
    title: found.session.title,
    startsAt: found.session.startsAt,
    at: moment(at),
    message: say(language, verdict, { seats }),
    ...(flag === 'full' ? { flag } : {}),
  }
}
