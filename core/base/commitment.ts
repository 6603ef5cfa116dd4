import { sha256 } from '@noble/hashes/sha2.js'
import { ascii, hexOf } from './bytes'

/** SHA-256 of ASCII text, in hexadecimal. */
export const sha256Hex = (text: string): string => hexOf(sha256(ascii(text)))

/** What is shown from the start: the seed cannot be found from it, and no other seed has it. */
export const commitmentOf = (seed: string): string => sha256Hex(seed)
