import * as v from 'valibot'

/** Integer schema with inclusive bounds. */
export const count = (least: number, most: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most))

/** A number that names something, such as a notice: it measures nothing, so any exact integer will do. */
export const serial = count(0, Number.MAX_SAFE_INTEGER)

/** Largest value of an `integer` column. */
export const INTEGER_MOST = 2 ** 31 - 1
