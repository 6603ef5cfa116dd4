import { HOUR, type Instant } from '@core/base/time'
import type { Reply } from '../../wechat/port'
import type { SendOutcome } from './outbox'

/** After so many it is dead: by then an hour and a half has gone by. */
const TRIES_MOST = 8
/** Milliseconds before the first repetition; three times as long before each that follows. */
const WAIT = 5_000
const LONGER = 3

/** It may have arrived, and then its permission is used. */
const isUncertain = (code: string | number): boolean => code === 'unanswered' || code === 'garbled'

/** `held`: and nothing else goes out before then. */
export type Outcome = SendOutcome & { held?: true }

/**
 * What WeChat's answer makes of a message. A permission comes back wherever WeChat says no for another reason than that
 * there is none. One that may have been used is given back only for the same message to be tried again: if it was, WeChat
 * says 43101 the next time, and then it is known.
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
