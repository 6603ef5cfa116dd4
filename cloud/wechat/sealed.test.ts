import { randomBytes } from 'node:crypto'
import { createSealer, SealBroken, type SealingKeys } from './sealed'

const random = (bytes: number) => randomBytes(bytes)
const key = (id: string, nth: number) => ({ id, key: new Uint8Array(32).fill(nth) })
const find = new Uint8Array(32).fill(9)
const sealerOf = (...keys: SealingKeys['keys']) => createSealer({ keys, find }, random)
const PLACE = { table: 'person', column: 'phone', row: 'a1' }
const NUMBER = '13800138000'

test('a sealed value opens in its own cell and does not contain the text', () => {
  const sealer = sealerOf(key('k1', 1))
  for (const text of [NUMBER, '', '陈秀兰 👵', 'x'.repeat(10_000)]) {
    const sealed = sealer.seal(text, PLACE)
    expect(sealer.open(sealed, PLACE)).toBe(text)
    if (text) expect(sealed).not.toContain(text)
    expect(sealed).toMatch(/^s1\.k1\.[\w-]+$/)
  }
})

test('the same text is sealed differently each time', () => {
  const sealer = sealerOf(key('k1', 1))
  expect(new Set(Array.from({ length: 100 }, () => sealer.seal(NUMBER, PLACE))).size).toBe(100)
})

test.each([
  ['row', { ...PLACE, row: 'a2' }],
  ['column', { ...PLACE, column: 'name' }],
  ['table', { ...PLACE, table: 'login' }],
  ['split of table and column name', { table: 'perso', column: 'nphone', row: 'a1' }],
])('a sealed value does not open with another %s', (_what, place) => {
  const sealer = sealerOf(key('k1', 1))
  expect(() => sealer.open(sealer.seal(NUMBER, PLACE), place)).toThrow(SealBroken)
})

test('after a key rotation the new key seals and old keys open; a missing key fails', () => {
  const before = sealerOf(key('k1', 1)).seal(NUMBER, PLACE)
  const rotated = sealerOf(key('k2', 2), key('k1', 1))
  expect(rotated.open(before, PLACE)).toBe(NUMBER)
  const after = rotated.seal(NUMBER, PLACE)
  expect(after).toMatch(/^s1\.k2\./)
  expect(sealerOf(key('k2', 2)).open(after, PLACE)).toBe(NUMBER)
  expect(() => sealerOf(key('k2', 2)).open(before, PLACE)).toThrow(SealBroken)
  // Another key of the same name, and the same key by another name.
  expect(() => sealerOf(key('k1', 3)).open(before, PLACE)).toThrow(SealBroken)
  expect(() => sealerOf(key('k2', 1)).open(before.replace('k1', 'k2'), PLACE)).toThrow(SealBroken)
})

test('every flipped bit is detected', () => {
  const sealer = sealerOf(key('k1', 1))
  const [head, body = ''] = sealer.seal(NUMBER, PLACE).split(/(?<=k1\.)/)
  const bytes = Buffer.from(body, 'base64url')
  for (let bit = 0; bit < bytes.length * 8; bit++) {
    const flipped = Buffer.from(bytes)
    flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7))
    expect(() => sealer.open(head + flipped.toString('base64url'), PLACE)).toThrow(SealBroken)
  }
})

test.each(['', NUMBER, 's1.k1.', 's1.k1.AAAA', 's2.k1.AAAA', 's1..AAAA', `s1.k1.${'A'.repeat(27)}`])(
  '“%s” is not a sealed value',
  (text) => {
    let message = ''
    try {
      sealerOf(key('k1', 1)).open(text, PLACE)
    } catch (fault) {
      expect(fault).toBeInstanceOf(SealBroken)
      message = (fault as Error).message
    }
    expect(message).not.toBe('')
    expect(message).not.toContain(NUMBER)
  },
)

test('a lookup hash depends on the text, its purpose and the lookup key, not on the sealing keys', () => {
  const sealer = sealerOf(key('k1', 1))
  const hash = sealer.hash(NUMBER, 'person.phone')
  expect(hash).toMatch(/^[\w-]{43}$/)
  expect(sealerOf(key('k2', 2), key('k1', 1)).hash(NUMBER, 'person.phone')).toBe(hash)
  expect(sealer.hash(NUMBER, 'login.openid')).not.toBe(hash)
  expect(sealer.hash('13800138001', 'person.phone')).not.toBe(hash)
  const other = createSealer({ keys: [key('k1', 1)], find: new Uint8Array(32).fill(8) }, random)
  expect(other.hash(NUMBER, 'person.phone')).not.toBe(hash)
})

test('a sealer without a key is refused', () => {
  expect(() => createSealer({ keys: [], find }, random)).toThrow('no key')
})
