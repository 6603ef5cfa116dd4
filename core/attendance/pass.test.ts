import { createHmac, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto'
import fc from 'fast-check'
import encodeQR from 'qr'
import { fromBase45, toBase45 } from '../base/base45'
import { hexOf } from '../base/bytes'
import type { Sign } from '../base/crypto'
import { instant, MINUTE } from '../base/time'
import { checkPass, type DoorKey, issuePass, PASS_PREFIX, passKey, STEP, showPass } from './pass'
import type { PassPayload } from './pass-payload'

const crypto = {
  verify: (open: Uint8Array, message: Uint8Array, signature: Uint8Array) =>
    verify(
      null,
      message,
      createPublicKey({
        key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(open).toString('base64url') },
        format: 'jwk',
      }),
      signature,
    ),
  mac: (key: Uint8Array, message: Uint8Array) => new Uint8Array(createHmac('sha256', key).update(message).digest()),
}
const rawOf = (open: KeyObject) => new Uint8Array(Buffer.from(open.export({ format: 'jwk' }).x ?? '', 'base64url'))
const signed =
  (secret: KeyObject): Sign =>
  (message) =>
    new Uint8Array(sign(null, message, secret))

const ours = generateKeyPairSync('ed25519')
const key: DoorKey = { open: rawOf(ours.publicKey), day: new Uint8Array(32).fill(7) }
const keyOf = (payload: PassPayload) => (payload.key === 1 ? key : undefined)
const NOW = instant('2026-11-23T06:00:10.000Z')
const payload: PassPayload = {
  key: 1,
  card: false,
  booking: 'hp001.0123456789abcdefghjkmn',
  startsAt: instant('2026-11-23T06:00:00.000Z'),
  minutes: 60,
  seats: 2,
  generation: 1,
}
const issued = (one = payload, secret = ours.privateKey) => issuePass(one, signed(secret))
const shown = (text: string, at = NOW, day = key.day) =>
  showPass({ text, key: hexOf(passKey(text, day, crypto.mac)) }, at, crypto.mac)
const check = (text: string, at = NOW, of = keyOf) => checkPass(text, of, at, crypto)
const bytesOf = (text: string) => fromBase45(text.slice(PASS_PREFIX.length)) as Uint8Array
const textOf = (bytes: Uint8Array) => PASS_PREFIX + toBase45(bytes)
const FORGED = { ok: false, why: 'forged' }
const STALE = { ok: false, why: 'stale' }

const payloads: fc.Arbitrary<PassPayload> = fc.record({
  key: fc.constant(1),
  card: fc.boolean(),
  booking: fc.stringMatching(/^[a-z]{2}\d{3,6}\.[0-9a-hjkmnp-tv-z]{16}([0-9a-hjkmnp-tv-z]{6})?$/),
  startsAt: fc.integer({ min: 0, max: 2 ** 32 - 1 }).map((minutes) => minutes * MINUTE),
  minutes: fc.integer({ min: 0, max: 65_535 }),
  seats: fc.integer({ min: 0, max: 255 }),
  generation: fc.integer({ min: 0, max: 255 }),
})

test('a signed pass is accepted with its payload, on a phone and on paper', () => {
  fc.assert(
    fc.property(payloads, (content) => {
      const text = issued(content)
      expect(check(content.card ? text : shown(text))).toEqual({ ok: true, payload: content })
    }),
  )
})

describe('a screenshot of a pass', () => {
  const text = shown(issued())
  test.each([-30_000, 0, 30_000, 60_000, 79_999])('is valid %i ms later', (later) => {
    expect(check(text, NOW + later).ok).toBe(true)
  })
  test.each([-40_001, 80_000, 90_000, 3_600_000])('is stale %i ms later', (later) => {
    expect(check(text, NOW + later)).toEqual(STALE)
  })
  test('is refused 90 seconds after it was taken, whenever that was', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: STEP }), (at) => {
        expect(check(shown(issued(), NOW + at), NOW + at + 90_000)).toEqual(STALE)
      }),
    )
  })
})

describe('a pass is rejected', () => {
  test('with any single bit flipped', () => {
    for (const text of [shown(issued()), issued({ ...payload, card: true })]) {
      const bytes = bytesOf(text)
      for (let bit = 0; bit < bytes.length * 8; bit++) {
        const flipped = Uint8Array.from(bytes)
        flipped[bit >> 3] = (flipped[bit >> 3] as number) ^ (1 << (bit & 7))
        expect(check(textOf(flipped))).toEqual(FORGED)
      }
    }
  })
  test('when truncated anywhere, or with anything appended', () => {
    const text = shown(issued())
    for (let length = 0; length < text.length; length++) expect(check(text.slice(0, length))).toEqual(FORGED)
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 1, maxLength: 80 }),
        (more) => !check(textOf(Uint8Array.from([...bytesOf(text), ...more]))).ok,
      ),
    )
  })
  test('without its step, or a card with one', () => {
    expect(check(issued())).toEqual(FORGED)
    expect(check(shown(issued({ ...payload, card: true })))).toEqual(FORGED)
  })
  test('with a forged signature, an unknown key, or the day key of another station or day', () => {
    expect(check(shown(issued(payload, generateKeyPairSync('ed25519').privateKey)))).toEqual(FORGED)
    expect(check(shown(issued({ ...payload, key: 2 })))).toEqual(FORGED)
    expect(check(shown(issued(), NOW, new Uint8Array(32).fill(8)))).toEqual(FORGED)
  })
  test('when shown with the key of another booking of the same station and day', () => {
    const other = issued({ ...payload, booking: 'hp001.zzzz456789abcdefghjkmn' })
    const stolen = showPass({ text: issued(), key: hexOf(passKey(other, key.day, crypto.mac)) }, NOW, crypto.mac)
    expect(check(stolen)).toEqual(FORGED)
  })
  test('with another version or unknown flags, though correctly signed', () => {
    for (const [at, byte] of [
      [0, 1],
      [0, 3],
      [2, 2],
      [2, 255],
    ] as const) {
      const altered = bytesOf(issued()).slice(0, -64)
      altered[at] = byte
      const whole = Uint8Array.from([...altered, ...signed(ours.privateKey)(altered)])
      for (const text of [textOf(whole), shown(textOf(whole))]) expect(check(text)).toEqual(FORGED)
    }
  })
  test('when it is any other text', () => {
    fc.assert(fc.property(fc.string(), (text) => !check(text).ok && !check(PASS_PREFIX + text).ok))
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => !check(textOf(bytes)).ok))
    const text = shown(issued())
    for (const one of ['', 'YK2', PASS_PREFIX, text.toLowerCase(), ` ${text}`, `${text}\n`, `YK1:${text.slice(4)}`])
      expect(check(one)).toEqual(FORGED)
  })
})

/** Number of forgeries; `PASS_TRIES=1000000` tries a million. */
const TRIES = Number(process.env.PASS_TRIES ?? 20_000)
test(`of ${TRIES} forgeries with a wrong bit, key, station, day, generation or step, none is accepted`, () => {
  const another = generateKeyPairSync('ed25519').privateKey
  const genuine = shown(issued())
  const bytes = bytesOf(genuine)
  const fixed = bytes.length - 12
  let random = 1
  const next = (below: number) => {
    // Linear congruential generator (Numerical Recipes), so that every run tries the same forgeries.
    random = (Math.imul(random, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((random / 2 ** 32) * below)
  }
  const altered = (from: number, to: number) => {
    const copy = Uint8Array.from(bytes)
    for (let times = 0; times <= next(3); times++) {
      const at = from + next(to - from)
      copy[at] = (copy[at] as number) ^ (1 + next(255))
    }
    return copy.every((byte, at) => byte === bytes[at]) ? null : textOf(copy)
  }
  const kinds = [
    () => altered(0, bytes.length),
    () => altered(0, fixed - 64),
    () => altered(fixed - 64, fixed),
    () => altered(fixed, bytes.length),
    () => shown(issued(payload, another)),
    () =>
      shown(
        issued(),
        NOW,
        Uint8Array.from(key.day, (byte, at) => (at === next(32) ? byte ^ (1 + next(255)) : byte ^ 1)),
      ),
    () => shown(issued(), NOW + STEP * (2 + next(10_000))),
    () => shown(issued(), NOW - STEP * (3 + next(10_000))),
  ]
  let accepted = 0
  for (let nth = 0; nth < TRIES; nth++) {
    const text = kinds[nth % kinds.length]?.()
    if (text && check(text).ok) accepted++
  }
  expect(accepted).toBe(0)
  expect(check(genuine).ok).toBe(true)
})

test('the longest pass fits a QR code of version 7 at level M, 45 modules a side', () => {
  const text = shown(issued({ ...payload, booking: 'hp001234.zzzzzzzzzzzzzzzzzzzzzz', minutes: 65_535, seats: 255 }))
  const border = 1
  const code = encodeQR(text, 'raw', { ecc: 'medium', encoding: 'alphanumeric', border })
  expect(code.length - 2 * border).toBeLessThanOrEqual(45)
  expect(code[0]).toHaveLength(code.length)
  expect(bytesOf(text).length).toBeLessThanOrEqual(112)
})
