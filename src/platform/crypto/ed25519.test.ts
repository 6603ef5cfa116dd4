import { generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import vectors from './ed25519.rfc8032.json'
import type { Verify } from './ed25519-noble'

const bytesOf = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'))
const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

type Signed = { key: Uint8Array; message: Uint8Array; signature: Uint8Array }
const examples = vectors.map(({ name, key, message, signature }): Signed & { name: string } => ({
  ...{ name, key: bytesOf(key), message: bytesOf(message), signature: bytesOf(signature) },
}))
const example = examples[2] as Signed

/** Every copy of `bytes` with one bit flipped. */
const bitFlips = (bytes: Uint8Array): Uint8Array[] =>
  Array.from({ length: bytes.length * 8 }, (_, bit) =>
    bytes.map((byte, at) => (at === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte)),
  )

const ORDER = 2n ** 252n + 27742317777372353535851937790883648493n
/** Malleable variant of a signature: `times` the group order added to s. */
function withOrderAdded(signature: Uint8Array, times: bigint): Uint8Array {
  const s = BigInt(`0x${hexOf(signature.slice(32).reverse())}`) + times * ORDER
  return Uint8Array.from([...signature.slice(0, 32), ...bytesOf(s.toString(16).padStart(64, '0')).reverse()])
}
/** All variants whose s still fits 32 bytes. Computed before BigInt is removed. */
const malleable = Array.from({ length: 15 }, (_, at) => withOrderAdded(example.signature, BigInt(at + 1)))

const one = Uint8Array.from([1, ...new Uint8Array(31)])
/** Encodings of small-order points: without the sign bit, with it, and (where it fits) with the prime added. */
const points = [
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000000',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
].map(bytesOf)
const degenerate = points.flatMap((point) => [point, point.map((byte, at) => (at === 31 ? byte | 128 : byte))])

describe.each(['noble', 'tweetnacl'])('by %s', (library) => {
  const { BigInt: original } = globalThis
  let verify: Verify
  let byTweetnacl: jest.SpyInstance
  beforeAll(() => {
    if (library === 'tweetnacl') Reflect.deleteProperty(globalThis, 'BigInt')
    jest.resetModules()
    verify = require('./ed25519').verifyEd25519
    byTweetnacl = jest.spyOn(require('tweetnacl').sign.detached, 'verify')
  })
  afterAll(() => {
    byTweetnacl.mockRestore()
    globalThis.BigInt = original
  })

  test.each(examples)('RFC 8032, $name', ({ key, message, signature }) => {
    expect(verify(key, message, signature)).toBe(true)
    expect(byTweetnacl).toHaveBeenCalledTimes(library === 'tweetnacl' ? 1 : 0)
    byTweetnacl.mockClear()
  })

  test('refuses a signature, message or key with any one bit flipped', () => {
    const { key, message, signature } = example
    for (const other of bitFlips(signature)) expect(verify(key, message, other)).toBe(false)
    for (const other of bitFlips(message)) expect(verify(key, other, signature)).toBe(false)
    for (const other of bitFlips(key)) expect(verify(other, message, signature)).toBe(false)
  })

  test('refuses malleable variants of a signature', () => {
    const { key, message } = example
    for (const other of malleable) expect(verify(key, message, other)).toBe(false)
  })

  test('a key of small order, or with a non-canonical encoding, verifies nothing', () => {
    for (const key of degenerate)
      for (const r of [one, key])
        expect(verify(key, example.message, Uint8Array.from([...r, ...new Uint8Array(32)]))).toBe(false)
  })

  test('returns false for malformed keys and signatures, and never throws', () => {
    const { key, message, signature } = example
    const sizes = [0, 1, 31, 32, 33, 63, 64, 65, 1000]
    for (const size of sizes) {
      const bytes = new Uint8Array(size).fill(7)
      if (size !== 32) expect(verify(bytes, message, signature)).toBe(false)
      expect(verify(key, bytes, signature)).toBe(false)
      expect(verify(key, message, bytes)).toBe(false)
      expect(verify(bytes, bytes, bytes)).toBe(false)
    }
    for (const strange of [undefined, null, '', [], {}] as unknown as Uint8Array[]) {
      expect(verify(strange, message, signature)).toBe(false)
      expect(verify(key, strange, signature)).toBe(false)
      expect(verify(key, message, strange)).toBe(false)
    }
    for (let time = 0; time < 100; time++)
      expect(verify(randomBytes(32), randomBytes(time), randomBytes(64))).toBe(false)
  })

  test('accepts signatures made by Node, also as views into a longer buffer', () => {
    for (let length = 1; length < 200; length += 7) {
      const { privateKey, publicKey } = generateKeyPairSync('ed25519')
      const key = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32)
      const message = randomBytes(length)
      const whole = Buffer.concat([message, sign(null, message, privateKey)])
      expect(verify(key, whole.subarray(0, length), whole.subarray(length))).toBe(true)
      expect(verify(key, whole.subarray(1, length + 1), whole.subarray(length))).toBe(false)
    }
  })
})
