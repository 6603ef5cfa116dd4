import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import encodeQR from 'qr'
import { fromBase45, toBase45 } from '../base/base45'
import { hexOf } from '../base/bytes'
import { instant } from '../base/time'
import {
  CHECK_IN_CODE_PREFIX,
  checkInCodePath,
  findCheckInCode,
  paperCode,
  paperKey,
  parseCheckInCode,
  screenCode,
  screenKey,
  verifyCheckInCode,
} from './check-in-code'
import { issuePass, PASS_PREFIX, passKey, STEP } from './pass'

const mac = (key: Uint8Array, message: Uint8Array) => new Uint8Array(createHmac('sha256', key).update(message).digest())
const SESSION = 'hp001.talk-2611231400'
const NOW = instant('2026-11-23T06:00:10.000Z')
const day = new Uint8Array(32).fill(7)
const secret = new Uint8Array(32).fill(9)
const screen = screenKey(day, SESSION, mac)
const paper = paperKey(secret, SESSION, mac)
const shown = (at = NOW, session = SESSION, key = screen) => screenCode(session, key, at, mac)
const printed = (session = SESSION, key = paper) => paperCode(session, key, mac)
const check = (text: string, at = NOW) =>
  verifyCheckInCode(text, parseCheckInCode(text)?.means === 'wall' ? [paper] : [screen], at, mac)
const bytesOf = (text: string) => fromBase45(text.slice(CHECK_IN_CODE_PREFIX.length)) as Uint8Array
const textOf = (bytes: Uint8Array) => CHECK_IN_CODE_PREFIX + toBase45(bytes)
const FORGED = { ok: false, why: 'forged' }
const STALE = { ok: false, why: 'stale' }

const sessions = fc.stringMatching(/^[a-z]{2}\d{3,6}\.[a-z0-9-]{3,48}$/)
const codes = fc.constantFrom(shown(), printed())

test('docs/check-in-code.md shows the codes, bytes and keys that we generate', () => {
  const page = readFileSync(join(__dirname, '../../docs/check-in-code.md'), 'utf8')
  for (const value of [shown(), printed(), checkInCodePath(shown()), hexOf(screen), hexOf(paper)])
    expect(page).toContain(`\`${value}\``)
  const written = (text: string) => hexOf(bytesOf(text))
  const bytes = page.replaceAll('` `', '')
  for (const text of [shown(), printed()]) expect(bytes).toContain(written(text))
})

test('a code is verified with its session and time', () => {
  fc.assert(
    fc.property(sessions, fc.integer({ min: 0, max: 4_000_000_000 }), (session, seconds) => {
      const at = seconds * 1000
      const step = Math.floor(at / STEP) * STEP
      const [screenOf, paperOf] = [screenKey(day, session, mac), paperKey(secret, session, mac)]
      expect(verifyCheckInCode(shown(at, session, screenOf), [screenOf], at, mac)).toEqual({
        ok: true,
        wall: { means: 'screen', session, at: step },
      })
      expect(verifyCheckInCode(printed(session, paperOf), [paperOf], at, mac)).toEqual({
        ok: true,
        wall: { means: 'wall', session },
      })
    }),
  )
})

describe('a photo of a screen', () => {
  const text = shown()
  test.each([-30_000, 0, 30_000, 79_999])('is valid %i ms later', (later) => {
    expect(check(text, NOW + later).ok).toBe(true)
  })
  test.each([-40_001, 80_000, 90_000, 3_600_000])('is stale %i ms later', (later) => {
    expect(check(text, NOW + later)).toEqual(STALE)
  })
  test('is refused 90 seconds after it was taken, whenever that was', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: STEP }), (at) => {
        expect(check(shown(NOW + at), NOW + at + 90_000)).toEqual(STALE)
      }),
    )
  })
})

// The position is checked instead (check-in.test.ts).
test('a code on paper is valid at any time', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 2 ** 42 }), (at) => check(printed(), at).ok))
})

describe('a code is rejected', () => {
  test('with any single bit flipped', () => {
    for (const text of [shown(), printed()]) {
      const bytes = bytesOf(text)
      for (let bit = 0; bit < bytes.length * 8; bit++) {
        const flipped = Uint8Array.from(bytes)
        flipped[bit >> 3] = (flipped[bit >> 3] as number) ^ (1 << (bit & 7))
        expect(check(textOf(flipped))).toEqual(FORGED)
      }
    }
  })
  test('with any bytes changed, in any number', () => {
    const changes = fc.array(fc.tuple(fc.nat(200), fc.integer({ min: 1, max: 255 })), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(codes, changes, (text, all) => {
        const bytes = bytesOf(text)
        for (const [at, by] of all) bytes[at % bytes.length] = (bytes[at % bytes.length] as number) ^ by
        fc.pre(textOf(bytes) !== text)
        expect(check(textOf(bytes)).ok).toBe(false)
      }),
      { numRuns: 2000 },
    )
  })
  test('when truncated anywhere, or with anything appended', () => {
    for (const text of [shown(), printed()]) {
      for (let length = 0; length < text.length; length++) expect(check(text.slice(0, length))).toEqual(FORGED)
    }
    fc.assert(
      fc.property(codes, fc.uint8Array({ minLength: 1, maxLength: 60 }), (text, more) => {
        expect(check(textOf(Uint8Array.from([...bytesOf(text), ...more])))).toEqual(FORGED)
      }),
    )
  })
  test('when made with the key of another session, day or station, or without a key', () => {
    const other = 'hp001.talk-2611241400'
    for (const key of [screenKey(day, other, mac), screenKey(new Uint8Array(32).fill(8), SESSION, mac), day, paper])
      expect(check(shown(NOW, SESSION, key))).toEqual(FORGED)
    for (const key of [paperKey(secret, other, mac), paperKey(day, SESSION, mac), secret, screen])
      expect(check(printed(SESSION, key))).toEqual(FORGED)
    expect(verifyCheckInCode(shown(), [], NOW, mac)).toEqual(FORGED)
  })
  test('when a screen code is passed off as paper, which has no time', () => {
    const bytes = bytesOf(shown())
    const until = bytes.length - 12
    const without = Uint8Array.from([...bytes.subarray(0, until), ...bytes.subarray(until + 4)])
    without[1] = 2
    expect(verifyCheckInCode(textOf(without), [screen, paper], NOW, mac)).toEqual(FORGED)
  })
  test('when it is a pass or any other text', () => {
    const payload = {
      key: 1,
      card: true,
      booking: 'hp001.0123456789abcdefghjkmn',
      minutes: 60,
      seats: 1,
      generation: 1,
    }
    const pass = issuePass({ ...payload, startsAt: NOW - (NOW % 60_000) }, () => new Uint8Array(64))
    for (const text of [pass, CHECK_IN_CODE_PREFIX + pass.slice(PASS_PREFIX.length)])
      expect(check(text)).toEqual(FORGED)
    fc.assert(fc.property(fc.string(), (text) => !check(text).ok && !check(CHECK_IN_CODE_PREFIX + text).ok))
    fc.assert(fc.property(fc.uint8Array({ maxLength: 120 }), (bytes) => !check(textOf(bytes)).ok))
  })
})

test('no pass has a screen’s key: the label starts with a byte that no pass starts with', () => {
  const label = new TextEncoder().encode(`wall screen ${SESSION}`)
  expect(passKey(PASS_PREFIX + toBase45(label), day, mac)).toEqual(screen)
  const payload = { key: 1, card: false, booking: 'hp001.0123456789abcdefghjkmn', minutes: 60, seats: 1, generation: 1 }
  const pass = issuePass({ ...payload, startsAt: 0 }, () => new Uint8Array(64))
  expect(fromBase45(pass.slice(PASS_PREFIX.length))?.[0]).not.toBe(label[0])
})

describe('the URL that a camera opens', () => {
  const read = (text: string, at = 'https://yike.example') => [
    text,
    at + checkInCodePath(text),
    checkInCodePath(text).slice('/w?code='.length),
    // WeChat passes the whole URL, encoded once more.
    encodeURIComponent(at + checkInCodePath(text)),
  ]
  test('gives the code, however often it was encoded on the way', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        const text = textOf(bytes)
        for (const one of read(text)) expect(findCheckInCode(one)).toBe(text)
      }),
    )
  })
  test.each(['', 'https://example.com/?code=1', '%', '%E5%BC%A0', 'YK2:ABC'])('has no code in %j', (text) => {
    expect(parseCheckInCode(findCheckInCode(text))).toBeUndefined()
  })
  test('fits a QR code that old phones can read from a screen: version 11 at most', () => {
    const longest = `hp001234.${'a'.repeat(48)}`
    for (const session of [SESSION, longest]) {
      const path = `https://yike.huangpu.gov.cn${checkInCodePath(shown(NOW, session, screenKey(day, session, mac)))}`
      const textEncoder = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0))
      const code = encodeQR(path, 'raw', { ecc: 'medium', encoding: 'byte', textEncoder, border: 1 })
      expect(code.length - 2).toBeLessThanOrEqual(session === SESSION ? 45 : 61)
    }
  })
})
