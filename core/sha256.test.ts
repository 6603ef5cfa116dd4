import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { sha256 } from './sha256'

test('the examples of the standard', () => {
  expect(sha256('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
  expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
})

test("is what Node's own says, of every length about a block's end", () => {
  const ascii = fc.array(fc.integer({ min: 0, max: 127 }), { maxLength: 200, size: 'max' })
  fc.assert(
    fc.property(ascii, (signs) => {
      const text = String.fromCharCode(...signs)
      expect(sha256(text)).toBe(createHash('sha256').update(text).digest('hex'))
    }),
  )
  for (let length = 50; length < 140; length++) {
    const text = 'a'.repeat(length)
    expect(sha256(text)).toBe(createHash('sha256').update(text).digest('hex'))
  }
})

test('other signs are a fault, and no hash that another text has as well', () => {
  expect(() => sha256('抽签')).toThrow(RangeError)
})
