import { skewOf } from '@core/attendance/scan'
import type { Instant } from '@core/base/time'
import { KEYS, read, write } from '../storage/storage'

/** A slower response is too inaccurate to measure clock skew by. */
const MAX_ROUND_TRIP_MS = 4_000

let skew = Number(read(KEYS.clock) ?? 0) || 0

/** Clock skew in milliseconds: how far this phone's clock is behind the cloud's. Stored for use without signal. */
export const clockSkew = (): number => skew

/** The cloud's time, estimated from the phone's clock and the skew. */
export const cloudNow = (): Instant => Date.now() + skew

/** Updates the skew from a response: the cloud's time `now` is taken as halfway between sending and receiving. */
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
