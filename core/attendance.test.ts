import * as v from 'valibot'
import { meansOf, Scan } from './attendance'

test.each([
  ['YK1:ABC', 'scan'],
  ['YK1:', 'scan'],
  ['12345678', 'code'],
  ['1234 5678', 'code'],
  [' 12-34 56-78 ', 'code'],
  ['00000000', 'code'],
  ['hp001.0123456789abcdef', 'hand'],
  ['1234567', null],
  ['123456789', null],
  ['１２３４５６７８', null],
  ['yk1:ABC', null],
  ['https://example.com/', null],
  ['hp001.talk-2611231400', null],
  ['', null],
])('%j comes in by %s', (pass, means) => {
  expect(meansOf(pass)).toBe(means)
})

describe('a scan', () => {
  const scan = { pass: '12345678', at: '2026-11-23T06:00:00.000Z', device: 'gate-1', seq: 0 }
  test('is one', () => expect(v.is(Scan, scan)).toBe(true))
  test.each([
    ['no pass', { pass: '' }],
    ["a pass of a book's length", { pass: 'A'.repeat(601) }],
    ['a moment without a zone', { at: '2026-11-23T06:00:00' }],
    ['no device', { device: '' }],
    ['a device with NUL, which no database keeps', { device: 'gate\u0000' }],
    ['a device with half a letter', { device: 'gate\ud800' }],
    ['a device with a direction mark', { device: 'gate\u202e' }],
    ['a number below none', { seq: -1 }],
    ['half a number', { seq: 0.5 }],
    ['a number that would be rounded', { seq: 2 ** 53 }],
    ['a session that is none', { session: 'hp001' }],
  ])('with %s is none', (_what, change) => {
    expect(v.is(Scan, { ...scan, ...change })).toBe(false)
  })
})
