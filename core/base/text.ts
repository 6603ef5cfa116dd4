import * as v from 'valibot'

/** One line of whole characters: no control or format characters, which could hide or turn what is shown, no half ones. */
export const ONE_LINE = /^[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+$/u

/** Free text, trimmed; not empty. */
export const freeText = (most: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(most))

/** Free text that stands in one line, as a name does. */
export const oneLine = (most: number) => v.pipe(freeText(most), v.regex(ONE_LINE))

/** An id that the database made. */
export const Uuid = v.pipe(v.string(), v.uuid())
