import { LETTER, normalizeBase32, typedBase32 } from '../../base/base32'

/** Recovery codes in a set: people print one set a year, and use two or three. */
export const RECOVERY_CODES = 8
/** Length in base32 characters: 100 bits, which nobody guesses, and longer than any login code, so that one field takes both. */
export const RECOVERY_CODE_LENGTH = 20
const GROUP = 5
const CODE = new RegExp(`^${LETTER}{${RECOVERY_CODE_LENGTH}}$`)

/** Schema of the code in a request, as it was typed. */
export const RecoveryCode = typedBase32(CODE)

/** Display form: capitals in groups of five. */
export const formatRecoveryCode = (code: string): string =>
  (code.toUpperCase().match(new RegExp(`.{${GROUP}}`, 'g')) ?? []).join(' ')

/** Parses a typed code; undefined where it is not one. */
export function parseRecoveryCode(typed: string): string | undefined {
  const code = normalizeBase32(typed)
  return CODE.test(code) ? code : undefined
}
