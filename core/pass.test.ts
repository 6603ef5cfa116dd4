import { generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto'
import fc from 'fast-check'
import encodeQR from 'qr'
import { fromBase45, toBase45 } from './base45'
import { type Claim, issuePass, PASS_PREFIX, readPass, type Sign, type Verify } from './pass'
import { instant, MINUTE } from './time'

const ours = generateKeyPairSync('ed25519')
const signed =
  (secret: KeyObject): Sign =>
  (message) =>
    new Uint8Array(sign(null, message, secret))
const verifier: Verify = (key, message, signature) => key === 1 && verify(null, message, ours.publicKey, signature)

const claim: Claim = {
  key: 1,
  booking: 'hp001.0123456789abcdef012345',
  startsAt: instant('2026-11-23T06:00:00.000Z'),
  minutes: 60,
  seats: 2,
  generation: 1,
}
const pass = issuePass(claim, signed(ours.privateKey))
const bytesOf = (text: string) => fromBase45(text.slice(PASS_PREFIX.length)) as Uint8Array
const textOf = (bytes: Uint8Array) => PASS_PREFIX + toBase45(bytes)

const claims: fc.Arbitrary<Claim> = fc.record({
  key: fc.constant(1),
  booking: fc.stringMatching(/^[a-z]{2}\d{3,6}\.[0-9a-hjkmnp-tv-z]{22}$/),
  startsAt: fc.integer({ min: 0, max: 2 ** 32 - 1 }).map((minutes) => minutes * MINUTE),
  minutes: fc.integer({ min: 0, max: 65_535 }),
  seats: fc.integer({ min: 0, max: 255 }),
  generation: fc.integer({ min: 0, max: 255 }),
})

test('what we signed says what we said', () => {
  fc.assert(
    fc.property(claims, (said) => {
      expect(readPass(issuePass(said, signed(ours.privateKey)), verifier)).toEqual(said)
    }),
  )
})

test('a pass with any single bit turned is worth nothing', () => {
  const bytes = bytesOf(pass)
  for (let bit = 0; bit < bytes.length * 8; bit++) {
    const turned = Uint8Array.from(bytes)
    turned[bit >> 3] = (turned[bit >> 3] as number) ^ (1 << (bit & 7))
    expect(readPass(textOf(turned), verifier)).toBeNull()
  }
})

test('a pass cut short anywhere is worth nothing', () => {
  for (let length = 0; length < pass.length; length++) expect(readPass(pass.slice(0, length), verifier)).toBeNull()
})

test('a pass with anything behind it is worth nothing', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 1, maxLength: 80 }),
      (more) => readPass(textOf(Uint8Array.from([...bytesOf(pass), ...more])), verifier) === null,
    ),
  )
})

test('a pass signed by another is worth nothing, nor is one by a key we do not know', () => {
  const another = generateKeyPairSync('ed25519')
  expect(readPass(issuePass(claim, signed(another.privateKey)), verifier)).toBeNull()
  expect(readPass(issuePass({ ...claim, key: 2 }, signed(ours.privateKey)), verifier)).toBeNull()
})

test('of another version or with flags it is not read, though we signed it', () => {
  for (const at of [0, 10]) {
    const altered = bytesOf(pass).slice(0, -64)
    altered[at] = 7
    const whole = Uint8Array.from([...altered, ...signed(ours.privateKey)(altered)])
    expect(readPass(textOf(whole), verifier)).toBeNull()
  }
})

test('no other text in the world is a pass', () => {
  fc.assert(
    fc.property(
      fc.string(),
      (text) => readPass(text, verifier) === null && readPass(PASS_PREFIX + text, verifier) === null,
    ),
  )
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => readPass(textOf(bytes), verifier) === null))
  for (const text of ['', 'YK1', PASS_PREFIX, pass.toLowerCase(), ` ${pass}`, `${pass}\n`])
    expect(readPass(text, verifier)).toBeNull()
})

test('the longest pass fits a QR code of version 7 at level M, 45 modules a side', () => {
  const longest: Claim = {
    ...claim,
    booking: 'hp001234.0123456789abcdef',
    startsAt: (2 ** 32 - 1) * MINUTE,
    minutes: 65_535,
    seats: 255,
    generation: 255,
  }
  const text = issuePass(longest, signed(ours.privateKey))
  const border = 1
  const code = encodeQR(text, 'raw', { ecc: 'medium', encoding: 'alphanumeric', border })
  expect(code.length - 2 * border).toBeLessThanOrEqual(45)
  expect(code[0]).toHaveLength(code.length)
})
