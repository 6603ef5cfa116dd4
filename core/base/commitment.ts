import { sha256 } from '@noble/hashes/sha2.js'
import { ascii, hexOf } from './bytes'

/** SHA-256 of ASCII text, in hexadecimal. */
export const sha256Hex = (text: string): string => hexOf(sha256(ascii(text)))

/** Commitment to a seed: it does not reveal the seed, and no other seed can be found for it. */
export const commitmentOf = (seed: string): string => sha256Hex(seed)
