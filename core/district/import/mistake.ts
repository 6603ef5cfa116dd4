/** What is wrong with a cell, a row or a sheet of an import; the text of each is in `core/words/import`. */
export type MistakeCode =
  | 'not-readable'
  | 'file-too-large'
  | 'cell-error'
  | 'no-sheet'
  | 'unknown-sheet'
  | 'no-column'
  | 'unknown-column'
  | 'column-twice'
  | 'missing'
  | 'takes'
  | 'out-of-range'
  | 'long'
  | 'invisible'
  | 'unstorable'
  | 'hours-overlap'
  | 'hours-twice'
  | 'id-twice'
  | 'id-needed'
  | 'other-station-id'
  | 'other-district-id'
  | 'name-twice'
  | 'day-twice'
  | 'unknown-street'
  | 'unknown-station'
  | 'street-unnamed'
  | 'street-twice'
  | 'swapped'
  | 'abroad'
  | 'far'
  | 'differs'
  | 'closed-then'
  | 'start-needed'
  | 'counted'
  | 'over'
  | 'deadline'
  | 'too-many-sessions'
  | 'too-many-rows'
  | 'too-many-cells'
  | 'bad-json'
  | 'not-geojson'
  | 'unknown-datum'
  | 'not-polygon'
  | 'bad-position'
  | 'ring-short'
  | 'ring-open'
  | 'ring-flat'
  | 'ring-crossed'
  | 'ring-tangled'
  | 'area-unnamed'
  | 'area-twice'
  | 'too-many-points'
  | 'too-many-areas'
  | 'outside'
  | 'invitee-twice'
  | 'phones-left-out'

/** A code with the values of its text. `found`: the part of a larger value that it is about. */
export type Trouble = { code: MistakeCode; values?: Record<string, string | number>; found?: string }

/**
 * A mistake with its place: the sheet, the row as Excel numbers it (0: the whole sheet) and the title of the column. With
 * `feature` it is one of a GeoJSON file: the file, the number of the feature from 1 on, and its name.
 */
export type Mistake = Trouble & { sheet: string; row: number; column: string; found: string; feature?: boolean }

/** A value read from a cell, or why it cannot be. */
export type Read<T> = { ok: true; value: T } | { ok: false; trouble: Trouble }
export const read = <T>(value: T): Read<T> => ({ ok: true, value })
export const bad = (code: MistakeCode, values?: Trouble['values']): { ok: false; trouble: Trouble } => ({
  ok: false,
  trouble: { code, ...(values ? { values } : {}) },
})

/** Letters of a found value that a message repeats. */
const SHOWN_LETTERS = 40

/** A found value as a message shows it: short, and each character that cannot be seen by its code point. */
export function showFound(text: string): string {
  const letters = Array.from(text, (letter) =>
    /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/u.test(letter)
      ? `[U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`
      : letter,
  )
  return letters.length > SHOWN_LETTERS ? `${letters.slice(0, SHOWN_LETTERS).join('')}…` : letters.join('')
}

/** Collects the mistakes of an import. */
export type Tell = (mistake: Mistake) => void
