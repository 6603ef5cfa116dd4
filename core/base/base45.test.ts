import fc from 'fast-check'
import { fromBase45, toBase45 } from './base45'

const bytes = (text: string) => new TextEncoder().encode(text)

// RFC 9285, sections 4.3 and 4.4.
test.each([
  ['AB', 'BB8'],
  ['Hello!!', '%69 VD92EX0'],
  ['base-45', 'UJCLQE7W581'],
  ['ietf!', 'QED8WEX0'],
  ['', ''],
])('%j is encoded as %j', (plain, coded) => {
  expect(toBase45(bytes(plain))).toBe(coded)
  expect(fromBase45(coded)).toEqual(bytes(plain))
})

test.each([
  ['GGW', 'three digits over 65535'],
  [':::', 'three digits over 65535'],
  ['V5', 'two digits over 255'],
  ['::', 'two digits over 255'],
  ['A', 'a digit alone'],
  ['BB8A', 'a digit left over'],
  ['bb8', 'lower case'],
  ['BB8\u0000AB', 'a character outside the alphabet'],
  ['BB_', 'a character outside the alphabet'],
  ['张三丰', 'a character outside the alphabet'],
  ['A\u{20bb7}', 'a character of two UTF-16 code units'],
])('%j is refused: %s', (text) => {
  expect(fromBase45(text)).toBeNull()
})

test('the largest values of two bytes and of one byte are decoded', () => {
  expect(fromBase45('FGW')).toEqual(Uint8Array.of(255, 255))
  expect(fromBase45('U5')).toEqual(Uint8Array.of(255))
})

test('decoding undoes encoding', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (plain) => {
      expect(fromBase45(toBase45(plain))).toEqual(plain)
    }),
  )
})

test('each byte sequence has exactly one text that is decoded', () => {
  const letters = fc.constantFrom(...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:')
  fc.assert(
    fc.property(fc.string({ unit: letters, maxLength: 60 }), (text) => {
      const read = fromBase45(text)
      fc.pre(read !== null)
      expect(toBase45(read as Uint8Array)).toBe(text)
    }),
  )
})
