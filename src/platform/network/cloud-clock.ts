import { skewOf } from '@core/attendance/scan'
import type { Instant } from '@core/base/time'
import { KEYS, read, write } from '../storage/storage'

/** An answer that took longer says too little about the time. Milliseconds. */
const MAX_ROUND_TRIP_MS = 4_000

let skew = Number(read(KEYS.clock) ?? 0) || 0

/** How far this phone's clock is behind the cloud's, in milliseconds, as it last said; kept for when there is no signal. */
export const clockSkew = (): number => skew

/** The cloud's time, as well as this phone knows it. */
export const cloudNow = (): Instant => Date.now() + skew

/** What an answer says of the time: halfway between asking and hearing it was `now` in the cloud. */
export function noteCloudTime(now: string | undefined, sentAt: Instant, receivedAt: Instant): void {
  const cloudTime = Number(now)
  if (
    !Number.isFinite(cloudTime) ||
    now === undefined ||
    receivedAt - sentAt > MAX_ROUND_TRIP_MS ||
    receivedAt < sentAt
  )
    return
  const fresh = skewOf((sentAt + receivedAt) / 2, cloudTime)
  if (fresh === skew) return
  skew = fresh
  write(KEYS.clock, String(fresh))
}
