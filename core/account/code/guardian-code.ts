import { formatLoginCode, LoginCode, parseLoginCode } from './login-code'

/**
 * Schema of a guardian invitation code, as it was typed. Of the same form as a login code: ten characters of Crockford's
 * base32, 50 bits, short enough to read out on the phone; sixteen while somebody is guessing codes.
 */
export const GuardianCode = LoginCode

/** Display form, in capitals and groups, easy to read out. */
export const formatGuardianCode = formatLoginCode

/** Parses a typed code; undefined where it is not one. */
export const parseGuardianCode = parseLoginCode
