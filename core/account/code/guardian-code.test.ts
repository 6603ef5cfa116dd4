import * as v from 'valibot'
import { formatGuardianCode, GuardianCode, parseGuardianCode } from './guardian-code'

test('parsing undoes formatting', () => {
  expect(formatGuardianCode('0k3md7q2xt')).toBe('0K3MD 7Q2XT')
  expect(parseGuardianCode(formatGuardianCode('0k3md7q2xt'))).toBe('0k3md7q2xt')
  expect(parseGuardianCode(formatGuardianCode('0k3md7q2xt0123ab'))).toBe('0k3md7q2xt0123ab')
})

test.each([
  [' ok3Md-7q2xt ', '0k3md7q2xt'],
  ['ilILo00o11', '1111000011'],
  ['０Ｋ３ＭＤ　７Ｑ２ＸＴ', '0k3md7q2xt'],
  ['0K3MD·7Q2XT', '0k3md7q2xt'],
  ['0k3md—7q2xt', '0k3md7q2xt'],
])('%s is parsed as %s, in a form and in a request', (typed, code) => {
  expect([parseGuardianCode(typed), v.parse(GuardianCode, typed)]).toEqual([code, code])
})

test.each(['', '0k3md7q2x', '0k3md7q2xt0', '0k3md7q2x!', 'u234567890'])('%s is not a code', (typed) => {
  expect([parseGuardianCode(typed), v.is(GuardianCode, typed)]).toEqual([undefined, false])
})
