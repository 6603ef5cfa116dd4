import * as v from 'valibot'

/** Integer schema with inclusive bounds; at most Number.MAX_SAFE_INTEGER. */
export const count = (least: number, most: number = Number.MAX_SAFE_INTEGER) =>
  v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most))
