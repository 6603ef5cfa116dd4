/** OIDs of the types we parse ourselves, so that both drivers return the same values. */
const INT8 = 20
const DATE = 1082
const TIMESTAMPTZ = 1184
const NUMERIC = 1700

export const parsers: Record<number, (text: string) => unknown> = {
  [INT8]: Number,
  [NUMERIC]: Number,
  // As a Date, `pg` would shift it by the machine's time zone.
  [DATE]: (text) => text,
  // PostgreSQL writes `2026-11-23 06:00:00+00`; Date.parse wants the T and the minutes.
  [TIMESTAMPTZ]: (text) => Date.parse(text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00')),
}
