/** Crockford's base 32, lower case: no i, l, o, u to be misread by who copies or hears them. Each is five bits. */
export const BASE32_ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'
/** Any one of them, as part of a regular expression. */
export const LETTER = '[0-9a-hjkmnp-tv-z]'

/** As many letters as there are bytes, each as likely as any other. */
export const toBase32 = (random: Uint8Array): string =>
  Array.from(random, (byte) => BASE32_ALPHABET.charAt(byte & 31)).join('')

/** What somebody typed as the letters it means: spaces and hyphens are nothing, and nobody has to tell O from 0. */
export const normalizeBase32 = (typed: string): string =>
  typed.toLowerCase().replace(/[\s-]/g, '').replace(/o/g, '0').replace(/[il]/g, '1')
