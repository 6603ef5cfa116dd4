import { HOUR, type Instant } from '@core/base/time'
import type { Reply } from '../../wechat/port'
import type { SendOutcome } from './outbox'

/** Attempts before a message is dead, which takes about 1.5 hours. */
const TRIES_MOST = 8
/** Milliseconds before the first retry; the backoff triples each time. */
const WAIT = 5_000
const LONGER = 3

/** WeChat may have sent the message, and then its permission is used. */
const isUncertain = (code: string | number): boolean => code === 'unanswered' || code === 'garbled'

/** `held`: the whole queue pauses until `nextAt`. */
export type Outcome = SendOutcome & { held?: true }

/**
 * Outcome of a message after WeChat's reply. The permission is returned unless WeChat says that there is none. One that
 * may have been used is returned only to retry the same message: if it was used, WeChat answers 43101 to the retry.
 */
export function outcomeOf(reply: Reply<string | null>, tries: number, now: Instant): Outcome {
  if (reply.ok) return { status: 'sent', code: null, tries, nextAt: now, permission: 'used', msgid: reply.value }
  const code = String(reply.code)
  switch (reply.action) {
    case 'tell-person':
      return { status: 'refused', code, tries, nextAt: now, permission: 'gone' }
    case 'hold':
      return { status: 'queued', code, tries, nextAt: now + HOUR, permission: 'back', held: true }
    case 'retry': {
      const tried = tries + 1
      if (tried < TRIES_MOST) {
        const wait = Math.min(Math.max(reply.wait ?? 0, WAIT) * LONGER ** tries, HOUR)
        return { status: 'queued', code, tries: tried, nextAt: now + wait, permission: 'back' }
      }
      const permission = isUncertain(reply.code) ? 'used' : 'back'
      return { status: 'dead', code, tries: tried, nextAt: now, permission }
    }
    default:
      return { status: 'dead', code, tries: tries + 1, nextAt: now, permission: 'back' }
  }
}
