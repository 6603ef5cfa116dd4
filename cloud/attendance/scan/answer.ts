import type { Refusal } from '@core/base/refusal'
import { clockOf, moment } from '@core/base/time'
import type { ScanAnswer } from '@core/contract/endpoints/attendance/scan'
import { sayAnyRefusal } from '@core/words/cloud/say-any-refusal'
import { type Language, say } from '@core/words/say'
import type { MergedBooking } from './events'
import type { JudgedScan } from './judge'

/** The answer to one scan, after all known events of its booking are merged. */
export function answerOf(judged: JudgedScan, merged: MergedBooking | undefined, language: Language): ScanAnswer {
  const { scan, door, before, at } = judged
  // Cancelled between judging and writing: then it does not count.
  const gone: Refusal | undefined = merged?.status && merged.status !== 'booked' ? { refusal: 'cancelled' } : undefined
  const why = judged.why ?? gone
  const flag = before ? (before.flag ?? gone?.refusal) : why?.refusal
  const named = { device: scan.device, seq: scan.seq }
  const whose = door
    ? {
        booking: door.booking,
        session: door.session,
        name: door.name,
        seats: door.seats,
        title: door.title,
        startsAt: moment(door.startsAt),
      }
    : {}
  if (why && !before && !(scan.told && door)) {
    return { ...named, ...whose, verdict: 'refused', refusal: why.refusal, message: sayAnyRefusal(language, why) }
  }
  const mine = { at: before?.at ?? at, device: scan.device, seq: scan.seq }
  const answer = (verdict: 'in' | 'already' | 'left' | 'undone', when = mine.at): ScanAnswer => ({
    ...named,
    ...whose,
    verdict,
    ...(flag ? { flag } : {}),
    at: moment(when),
    message: say(language, verdict, { name: door?.name ?? '', seats: door?.seats ?? 0, at: clockOf(when) }),
  })
  if (scan.kind === 'undo' || scan.kind === 'take-back') return answer('undone')
  if (scan.kind === 'out') return answer('left')
  if (flag) return answer('in')
  const first = merged?.attendance.in
  if (first && first.device === mine.device && first.seq === mine.seq) return answer('in', first.at)
  return first ? answer('already', first.at) : answer('undone')
}
