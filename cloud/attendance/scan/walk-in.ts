import { may } from '@core/account/role'
import type { Scan } from '@core/attendance/scan'
import { type Instant, instant, moment } from '@core/base/time'
import type { ScanAnswer } from '@core/contract/endpoints/attendance/scan'
import { stationOf } from '@core/place/ids'
import { type Language, say, sayRefusal } from '@core/words/say'
import type { Caller } from '../../base/caller'
import type { Deps } from '../../base/deps'
import { findSession } from '../../catalogue/session/queries'
import { walkIn } from './events'

/** A walk-in or its undo; walk-ins have no pass. */
const isWalkIn = ({ kind, pass }: Scan): boolean => kind === 'walk-in' || (kind === 'undo' && pass === '')

/**
 * Records walk-ins, who take free seats (counted on the session's row). Without a free seat they are recorded too, with
 * a flag. Answers are at the indexes of their scans, undefined for other scans.
 */
export async function takeWalkIns(
  deps: Deps,
  caller: Caller,
  language: Language,
  scans: readonly Scan[],
  atOf: (scan: Scan) => Instant,
): Promise<(ScanAnswer | undefined)[]> {
  const answers: (ScanAnswer | undefined)[] = []
  for (const scan of scans) {
    if (!isWalkIn(scan)) {
      answers.push(undefined)
      continue
    }
    const { device, seq, of = null, seats = 0, session = '' } = scan
    const found = session ? await findSession(deps.db, session) : undefined
    const mine = found && may(caller.roles, 'attend', { id: stationOf(session), street: found.street })
    const refuse = (refusal: 'unknown-pass' | 'scan-number-used') =>
      answers.push({ device, seq, verdict: 'refused', refusal, message: sayRefusal(language, { refusal }) })
    if (!mine) {
      refuse('unknown-pass')
      continue
    }
    const at = atOf(scan)
    const event = { session, device, seq, of, seats, by: caller.id }
    const flag = await walkIn(deps.db, event, at, instant(scan.at), deps.now())
    if (flag === 'scan-number-used') {
      refuse(flag)
      continue
    }
    const verdict = scan.kind === 'undo' ? ('undone' as const) : ('walked-in' as const)
    answers.push({
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
    })
  }
  return answers
}
