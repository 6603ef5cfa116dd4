import * as v from 'valibot'

/** What no database or UTF-8 can hold: NUL, and half of a surrogate pair. */
const UNSTORABLE = /[\0\p{Cs}]/u
/** Line breaks of any system or document; a vertical tab or a form feed makes an iCalendar file invalid. */
const BREAKS = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/g
/** Control characters other than a line feed, and U+FFFE and U+FFFF: no reader sees them, and XML may not have them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROLS = /[\0-\x09\x0b-\x1f\x7f-\x9f\ufffe\uffff]/g
/**
 * Characters that leave no mark of their own: they would make two names look alike, reorder one, or leave it blank. By
 * Default_Ignorable_Code_Point, which has the fillers and variation selectors that the format characters (Cf) lack; the
 * blank Braille cell is in neither.
 */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800\ufffe\uffff]/u

/** Length in letters: code points of the composed form (NFC), so that é is one letter and a rare character too. */
export const lettersOf = (text: string): number => Array.from(text.normalize('NFC')).length

/** Several lines without control characters; files from outside the API, such as a district's, are cleaned with it. */
export const cleanLines = (text: string): string =>
  text.replace(BREAKS, '\n').replace(/\t/g, ' ').replace(CONTROLS, '').trim()
const cleanLine = (text: string): string => cleanLines(text).replace(/\s+/g, ' ')
const compose = (text: string): string => cleanLine(text).normalize('NFC')

/** Letters of the Arabic script that join the next one: of Arabic, Persian, Urdu, Uyghur and Kazakh. */
const JOINS_NEXT =
  '\u0620\u0626\u0628\u062a-\u062e\u0633-\u0647\u0649\u064a\u066e\u066f\u0678-\u0687\u069a-\u06bf\u06c1\u06c2\u06cc\u06ce\u06d0\u06d1\u06fa-\u06ff'
/** … and those that join the one before. */
const JOINS_BEFORE = `${JOINS_NEXT}\u0622-\u0625\u0627\u0629\u062f-\u0632\u0648\u0671-\u0673\u0675-\u0677\u0688-\u0699\u06c0\u06c3-\u06cb\u06cd\u06cf\u06d2\u06d3\u06d5`
const ARABIC_MARKS = '[\u064b-\u065f\u0670]*'
/** Consonants and viramas of the scripts of India, each in a block of 128 characters; Sinhala's last. */
const INDIC =
  '\u0915-\u0939\u0995-\u09b9\u0a15-\u0a39\u0a95-\u0ab9\u0b15-\u0b39\u0b95-\u0bb9\u0c15-\u0c39\u0c95-\u0cb9\u0d15-\u0d39\u0d9a-\u0dc6'
const VIRAMAS = '\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d4d\u0dca'
/**
 * Joiners (U+200C, U+200D) where they change how a name of these scripts is written: the non-joiner between Arabic letters that
 * would join, both after a virama. UAX #31, 2.3, contexts A1, A2 and B, of the letters of living languages.
 */
const JOINED = [
  new RegExp(`([${JOINS_NEXT}]${ARABIC_MARKS})\u200c(?=${ARABIC_MARKS}[${JOINS_BEFORE}])`, 'g'),
  new RegExp(`([${INDIC}]\u093c?[${VIRAMAS}])[\u200c\u200d](?=[${INDIC}])`, 'g'),
]

/** First character of a line that cannot be seen; undefined where all can. */
export const findInvisible = (line: string): string | undefined =>
  INVISIBLE.exec(JOINED.reduce((text, joined) => text.replace(joined, '$1'), line.trim()))?.[0]
/** Whether every character of a line can be seen. */
export const isVisible = (line: string): boolean => findInvisible(line) === undefined

const hasVisible = (text: string): boolean => Array.from(text).some((letter) => letter.trim() && isVisible(letter))

/**
 * Length of a text in letters once it is clean, as a valibot action; the OpenAPI document reads `letters` off it. One of
 * them can be seen, unless the text may be empty.
 */
const sized = (least: number, most: number, clean: (text: string) => string) => ({
  ...v.check((text: string) => {
    const letters = lettersOf(clean(text))
    return (least === 0 || hasVisible(text)) && least <= letters && letters <= most
  }, `${least} to ${most} letters`),
  letters: { least, most },
})

const storable = v.check((text: string) => !UNSTORABLE.test(text), 'no NUL, no half characters')

/** A text as it was written, over several lines; control characters are removed, and the ends are trimmed. */
export const freeText = (most: number, least = 1) =>
  v.pipe(v.string(), storable, sized(least, most, cleanLines), v.transform(cleanLines))

/** A text as it was written, on one line: line breaks and tabs become spaces. */
export const oneLine = (most: number, least = 1) =>
  v.pipe(v.string(), storable, sized(least, most, cleanLine), v.transform(cleanLine))

/** A name that others read, on one line and composed (NFC): an invisible character is refused rather than removed. */
export const nameLine = (most: number) =>
  v.pipe(v.string(), storable, v.check(isVisible, 'visible'), sized(1, most, compose), v.transform(compose))

/**
 * Any text that a camera reads or somebody types for a code. It is decoded, never stored or shown, and what is no code of
 * ours is refused as such rather than as a text.
 */
export const scannedText = (most: number) => v.pipe(v.string(), v.maxLength(most))

/** A short name of a machine, such as an id or a code of another system: visible ASCII. */
export const token = (most: number) => v.pipe(v.string(), v.regex(new RegExp(`^[\\x21-\\x7e]{1,${most}}$`)))

/** Id generated by the database. */
export const Uuid = v.pipe(v.string(), v.uuid())
