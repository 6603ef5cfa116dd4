import fc from 'fast-check'
import * as v from 'valibot'
import { toBase32 } from '../../base/base32'
import { formatLoginCode, LOGIN_CODE_LENGTH, LoginCode, parseLoginCode } from './login-code'

const code = fc
  .constantFrom(LOGIN_CODE_LENGTH.usual, LOGIN_CODE_LENGTH.long)
  .chain((length) => fc.uint8Array({ minLength: length, maxLength: length }))
  .map(toBase32)

test('parsing undoes formatting, however the code is typed', () => {
  fc.assert(
    fc.property(code, fc.constantFrom(' ', '', '-', '\u3000', '·', '•', '・', '—', '－', '．'), (one, between) => {
      expect(parseLoginCode(formatLoginCode(one))).toBe(one)
      const typed = ` ${formatLoginCode(one).toLowerCase().replaceAll(' ', between)} `
      expect([parseLoginCode(typed), v.parse(LoginCode, typed)]).toEqual([one, one])
    }),
  )
})

test('a code is shown in groups of five, a long one in groups of four', () => {
  expect(formatLoginCode('0123456789')).toBe('01234 56789')
  expect(formatLoginCode('0123456789abcdef')).toBe('0123 4567 89AB CDEF')
})

test('a code in full-width letters and figures is the same', () => {
  expect(parseLoginCode('０１２３４ ＡＢＣＤＥ')).toBe('01234abcde')
})

test('O is read as 0, and I and L as 1', () => {
  expect(parseLoginCode('OIL00 11111')).toBe('0110011111')
})

test.each([
  '',
  '012345678',
  '0123456789a',
  '0123456789abcdefg',
  'U123456789',
  '一二三四五六七八九十',
  'YK2:ABCDEFG',
  'https://x.cn',
])('“%s” is not a code', (typed) => expect(parseLoginCode(typed)).toBeUndefined())
