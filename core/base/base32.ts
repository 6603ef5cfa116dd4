import * as v from 'valibot'
import { fold } from './fold'

/**
 * Crockford's base32, lower case: without i, l, o and u, which are easily misread or misheard. Five bits a character.
 */
export const BASE32_ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'
/** One base32 character, as part of a regular expression. */
export const LETTER = '[0-9a-hjkmnp-tv-z]'

/** One base32 character per random byte, uniformly distributed. */
export const toBase32 = (random: Uint8Array): string =>
  Array.from(random, (byte) => BASE32_ALPHABET.charAt(byte & 31)).join('')

/** Normalises typed base32: folds it, reads O as 0, and I and L as 1. */
export const normalizeBase32 = (typed: string): string => fold(typed).replace(/o/g, '0').replace(/[il]/g, '1')

/** Longest typed code, with room for what people put between its groups; in UTF-16 code units. */
const TYPED_MOST = 64
/** Schema of a typed code; its output is the code as stored. */
export const typedBase32 = (code: RegExp) =>
  v.pipe(v.string(), v.maxLength(TYPED_MOST), v.transform(normalizeBase32), v.regex(code))
