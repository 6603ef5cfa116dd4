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

/** Each copy of `bytes` with one bit turned. */
const turned = (bytes: Uint8Array): Uint8Array[] =>
  Array.from({ length: bytes.length * 8 }, (_, bit) =>
    bytes.map((byte, at) => (at === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte)),
  )

const ORDER = 2n ** 252n + 27742317777372353535851937790883648493n
/** The signature with `times` the order added to its number: the same one, written otherwise. */
function added(signature: Uint8Array, times: bigint): Uint8Array {
  const s = BigInt(`0x${hexOf(signature.slice(32).reverse())}`) + times * ORDER
  return Uint8Array.from([...signature.slice(0, 32), ...bytesOf(s.toString(16).padStart(64, '0')).reverse()])
}
/** As often as it fits 32 bytes. Made before BigInt is taken away. */
const malleable = Array.from({ length: 15 }, (_, at) => added(example.signature, BigInt(at + 1)))

const one = Uint8Array.from([1, ...new Uint8Array(31)])
/** A point written without its sign, with it, and (where it fits) with the prime added. */
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
  const { BigInt: kept } = globalThis
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
    globalThis.BigInt = kept
  })

  test.each(examples)('RFC 8032, $name', ({ key, message, signature }) => {
    expect(verify(key, message, signature)).toBe(true)
    expect(byTweetnacl).toHaveBeenCalledTimes(library === 'tweetnacl' ? 1 : 0)
    byTweetnacl.mockClear()
  })

  test('one bit turned anywhere, and it is refused', () => {
    const { key, message, signature } = example
    for (const other of turned(signature)) expect(verify(key, message, other)).toBe(false)
    for (const other of turned(message)) expect(verify(key, other, signature)).toBe(false)
    for (const other of turned(key)) expect(verify(other, message, signature)).toBe(false)
  })

  test('a signature has one spelling', () => {
    const { key, message } = example
    for (const other of malleable) expect(verify(key, message, other)).toBe(false)
  })

  test('a key of small order, or of a second spelling, fits nothing', () => {
    for (const key of degenerate)
      for (const r of [one, key])
        expect(verify(key, example.message, Uint8Array.from([...r, ...new Uint8Array(32)]))).toBe(false)
  })

  test('what is no key and no signature is refused, and nothing is thrown', () => {
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

  test('what Node signs holds, also as part of a longer buffer', () => {
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
