import { LETTER, LETTERS } from './letters'

test('a pattern of letters means the alphabet and nothing besides', () => {
  const ascii = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code))
  expect(ascii.filter((letter) => new RegExp(`^${LETTER}$`).test(letter)).join('')).toBe(LETTERS)
})
