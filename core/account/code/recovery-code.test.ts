import { BASE32_ALPHABET } from '../../base/base32'
import { parseLoginCode } from './login-code'
import { formatRecoveryCode, parseRecoveryCode, RECOVERY_CODE_LENGTH } from './recovery-code'

const CODE = BASE32_ALPHABET.slice(0, 20)

test('a code is shown in groups of five, and read however it is typed', () => {
  expect(formatRecoveryCode(CODE)).toBe('01234 56789 ABCDE FGHJK')
  for (const typed of [formatRecoveryCode(CODE), CODE, 'O1234-56789-abcde-fghjk', ' 0l234 5 6789 ABCDEFGHJK '])
    expect(parseRecoveryCode(typed)).toBe(CODE)
})
test('a code has twenty characters, and is never taken for a login code, nor the other way round', () => {
  expect(RECOVERY_CODE_LENGTH).toBe(20)
  expect([parseRecoveryCode(CODE.slice(1)), parseRecoveryCode(`${CODE}0`)]).toEqual([undefined, undefined])
  expect(parseLoginCode(CODE)).toBeUndefined()
  for (const length of [10, 16]) expect(parseRecoveryCode(CODE.slice(0, length))).toBeUndefined()
})
