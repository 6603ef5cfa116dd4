import { OFFER_FOR, OFFER_WITHIN, PATIENCE } from '@core/line'

/** The figures of core/line.ts as `promote` takes them, and whatever ends with it; times in milliseconds. */
export const waitlistRule = (): string =>
  JSON.stringify({ patience: PATIENCE, offerWithin: OFFER_WITHIN, offerFor: OFFER_FOR })
