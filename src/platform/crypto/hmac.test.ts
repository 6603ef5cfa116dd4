import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { hmacSha256 } from './hmac'

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
const of = (byte: number, length: number): Uint8Array => new Uint8Array(length).fill(byte)
const ascii = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'latin1'))

/** Test vectors of RFC 4231, section 4; the fifth is truncated to 128 bits there. */
const examples: [number, Uint8Array, Uint8Array, string][] = [
  [1, of(0x0b, 20), ascii('Hi There'), 'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7'],
  [
    ...([2, ascii('Jefe'), ascii('what do ya want for nothing?')] as const),
    '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  ],
  [3, of(0xaa, 20), of(0xdd, 50), '773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe'],
  [
    ...([4, Uint8Array.from({ length: 25 }, (_, at) => at + 1), of(0xcd, 50)] as const),
    '82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b',
  ],
  [5, of(0x0c, 20), ascii('Test With Truncation'), 'a3b6167473100ee06e0c796c2955552b'],
  [
    ...([6, of(0xaa, 131), ascii('Test Using Larger Than Block-Size Key - Hash Key First')] as const),
    '60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54',
  ],
  [
    ...([7, of(0xaa, 131)] as const),
    ascii(
      'This is a test using a larger than block-size key and a larger than block-size data. ' +
        'The key needs to be hashed before being used by the HMAC algorithm.',
    ),
    '9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2',
  ],
]

test.each(examples)('RFC 4231, test case %i', (_, key, message, expected) => {
  expect(hexOf(hmacSha256(key, message)).slice(0, expected.length)).toBe(expected)
})

test("agrees with Node's HMAC for every length around the block size", () => {
  const bytes = fc.uint8Array({ maxLength: 200, size: 'max' })
  fc.assert(
    fc.property(bytes, bytes, (key, message) => {
      expect(hexOf(hmacSha256(key, message))).toBe(createHmac('sha256', key).update(message).digest('hex'))
    }),
  )
})
