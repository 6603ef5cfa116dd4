import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import type { Mac } from '../../base/crypto'
import { DAY, instant, MINUTE } from '../../base/time'
import { readScene, sceneOf, targetPath } from '../../notify/scene'
import { makeRoleCode, ROLE_CODE, readRoleCode } from './role-code'

const mac: Mac = (key, message) => new Uint8Array(createHmac('sha256', key).update(message).digest())
const key = new Uint8Array(32).fill(1)
const other = new Uint8Array(32).fill(2)
const NOW = instant('2026-11-23T02:00:00.000Z')
const random = Uint8Array.of(0, 255, 1, 254, 128, 127, 63, 62)
const code = makeRoleCode(NOW + 3 * DAY, random, key, mac)

test('a code gives its expiry only with the key it was made with', () => {
  expect(readRoleCode(code, [key], mac)).toBe(NOW + 3 * DAY)
  expect(readRoleCode(code, [other, key], mac)).toBe(NOW + 3 * DAY)
  expect(readRoleCode(code, [other], mac)).toBeUndefined()
  expect(readRoleCode(code, [], mac)).toBeUndefined()
})
test('a code starts with the minute of expiry and the random number', () => {
  // The same bytes encoded by Node.
  expect(Buffer.from(code, 'base64url').toString('base64url')).toBe(code)
  // 329 days and two hours after the start of the year in UTC, in minutes.
  expect([...Buffer.from(code, 'base64url').subarray(0, 11)]).toEqual([0x07, 0x3b, 0x18, ...random])
})
test('a code fits a WeChat scene with its `r=`', () => {
  const bytes = fc.uint8Array({ minLength: 8, maxLength: 8 })
  fc.assert(
    fc.property(bytes, fc.integer({ min: 0, max: 30 * 366 }), (some, days) => {
      const made = makeRoleCode(NOW + days * DAY, some, key, mac)
      expect(`r=${made}`).toMatch(/^[0-9a-zA-Z!#$&'()*+,/:;=?@\-._~]{32}$/)
      expect(made).toMatch(ROLE_CODE)
      expect(readRoleCode(made, [key], mac)).toBe(NOW + days * DAY)
    }),
  )
})
test('a code is a valid scene, which the page it opens can read', () => {
  expect(readScene('role', encodeURIComponent(sceneOf('role', code) ?? ''))).toBe(code)
  expect(targetPath('role', code)).toBe(`/resident/pages/my-roles/index?code=${code}`)
})
test('a code is invalid with any character changed', () => {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  for (let at = 0; at < code.length; at++)
    for (const letter of letters.replace(code.charAt(at), ''))
      expect(readRoleCode(code.slice(0, at) + letter + code.slice(at + 1), [key], mac)).toBeUndefined()
})
test.each(['', 'r', code.slice(1), `${code}A`, `${code.slice(1)}%`, `${code.slice(1)}é`, ` ${code.slice(1)}`])(
  '“%s” is not a code',
  (text) => expect(readRoleCode(text, [key], mac)).toBeUndefined(),
)
test('the expiry of a code is rounded down to the minute', () => {
  const made = makeRoleCode(NOW + MINUTE - 1, random, key, mac)
  expect(readRoleCode(made, [key], mac)).toBe(NOW)
})
