import fc from 'fast-check'
import { fromBase64url, toBase64, toBase64url } from './base64url'

test('encodes as Node does, and decoding undoes it', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      expect(toBase64url(bytes)).toBe(Buffer.from(bytes).toString('base64url'))
      expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'))
      expect(fromBase64url(toBase64url(bytes))).toEqual(bytes)
    }),
  )
})
