import { LOGIN_CODE_LENGTH } from '@core/account/code/login-code'
import en from './en.json'
import hans from './zh-hans.json'
import hant from './zh-hant.json'

test('no text says how long an invitation code is: it has more letters while somebody guesses codes', () => {
  expect(LOGIN_CODE_LENGTH.usual).not.toBe(LOGIN_CODE_LENGTH.long)
  for (const words of [hans, hant, en])
    for (const text of [words['household.enter-what'], words['household.code-wrong']]) expect(text).not.toMatch(/\d/)
})
