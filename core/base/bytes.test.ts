import fc from 'fast-check'
import { ascii, bytesOfHex, equalBytes, hexOf, joined } from './bytes'

test('hexadecimal decoding undoes encoding', () => {
  fc.assert(fc.property(fc.uint8Array(), (bytes) => expect(bytesOfHex(hexOf(bytes))).toEqual(bytes)))
})

test('text that is not ASCII throws', () => {
  expect(ascii('hp001')).toEqual(Uint8Array.of(0x68, 0x70, 0x30, 0x30, 0x31))
  expect(() => ascii('刻')).toThrow(RangeError)
  expect(() => ascii('é')).toThrow(RangeError)
})

test('only equal bytes of equal length compare as equal', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1 }), fc.nat(), fc.integer({ min: 1, max: 255 }), (bytes, nth, by) => {
      const other = Uint8Array.from(bytes, (byte, at) => (at === nth % bytes.length ? byte ^ by : byte))
      expect(equalBytes(bytes, Uint8Array.from(bytes))).toBe(true)
      expect(equalBytes(bytes, other)).toBe(false)
      expect(equalBytes(bytes, joined(bytes, Uint8Array.of(0)))).toBe(false)
      expect(equalBytes(joined(bytes, Uint8Array.of(0)), bytes)).toBe(false)
    }),
  )
})
