import { HOLD_RELEASE, MAX_OVERTAKEN, OFFER_DURATION, OFFER_WINDOW, SEATED_LATE_GRACE } from '@core/booking/waitlist'

/** Figures of core/booking/waitlist.ts as the stored functions `promote`, `book` and their callers take them; times in milliseconds. */
export const waitlistRule = (): string =>
  JSON.stringify({
    patience: MAX_OVERTAKEN,
    offerWithin: OFFER_WINDOW,
    offerFor: OFFER_DURATION,
    leaveFor: SEATED_LATE_GRACE,
    holdRelease: HOLD_RELEASE,
  })
