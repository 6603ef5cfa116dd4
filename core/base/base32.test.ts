import { BASE32_ALPHABET, LETTER } from './base32'

test('the pattern matches the alphabet and nothing else', () => {
  const ascii = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code))
  expect(ascii.filter((letter) => new RegExp(`^${LETTER}$`).test(letter)).join('')).toBe(BASE32_ALPHABET)
})
