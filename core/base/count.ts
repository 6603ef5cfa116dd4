import * as v from 'valibot'

/** A whole number between two, both included; never more than JavaScript counts exactly. */
export const count = (least: number, most: number = Number.MAX_SAFE_INTEGER) =>
  v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most))
