import fc from 'fast-check'
import { toBase32 } from '../base/base32'
import { formatLoginCode, LOGIN_CODE_LENGTH, parseLoginCode } from './login-code'

const code = fc
  .constantFrom(LOGIN_CODE_LENGTH.usual, LOGIN_CODE_LENGTH.long)
  .chain((length) => fc.uint8Array({ minLength: length, maxLength: length }))
  .map(toBase32)

test('what is spelt is read again, however it is typed', () => {
  fc.assert(
    fc.property(code, fc.constantFrom(' ', '', '-', '\u3000'), (one, between) => {
      expect(parseLoginCode(formatLoginCode(one))).toBe(one)
      expect(parseLoginCode(` ${formatLoginCode(one).toLowerCase().replaceAll(' ', between)} `)).toBe(one)
    }),
  )
})

test('by fives, and by fours where it is long', () => {
  expect(formatLoginCode('0123456789')).toBe('01234 56789')
  expect(formatLoginCode('0123456789abcdef')).toBe('0123 4567 89AB CDEF')
})

test('who cannot tell O from 0, or I and L from 1, need not', () => {
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
])('“%s” is no such code', (typed) => expect(parseLoginCode(typed)).toBeUndefined())
