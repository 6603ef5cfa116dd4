import { safeParse } from 'valibot'
import { Assertion, CHALLENGE_LIFETIME, FRESH_LOGIN, MAX_PASSKEYS, PasskeyName, Registration } from './passkey'

const passkey = {
  id: 'abc_-1',
  rawId: 'abc_-1',
  type: 'public-key',
  response: { clientDataJSON: 'e30', attestationObject: 'oA', transports: ['internal', 'hybrid'] },
}

test('the figures: five minutes for a challenge, ten for a fresh login, ten passkeys', () => {
  expect([CHALLENGE_LIFETIME, FRESH_LOGIN, MAX_PASSKEYS]).toEqual([300_000, 600_000, 10])
})
test('what a browser sends besides is dropped', () => {
  const sent = { ...passkey, clientExtensionResults: { credProps: { rk: true } }, authenticatorAttachment: 'platform' }
  expect(safeParse(Registration, sent).output).toEqual(passkey)
})
test.each([
  ['an id that is no base64url', { id: 'a b' }],
  ['an empty id', { id: '' }],
  ['an id beyond 1,023 bytes', { id: 'a'.repeat(1_365) }],
  ['another type', { type: 'password' }],
  ['no response', { response: {} }],
  ['an endless attestation', { response: { ...passkey.response, attestationObject: 'a'.repeat(16_385) } }],
  ['a transport that nobody knows', { response: { ...passkey.response, transports: ['pigeon'] } }],
])('%s is invalid', (_what, change) => {
  expect(safeParse(Registration, { ...passkey, ...change }).success).toBe(false)
})
test('a login has a signature, and may name its owner', () => {
  const response = { clientDataJSON: 'e30', authenticatorData: 'AA', signature: 'AA' }
  expect(safeParse(Assertion, { ...passkey, response }).success).toBe(true)
  expect(safeParse(Assertion, { ...passkey, response: { ...response, userHandle: 'A'.repeat(89) } }).success).toBe(
    false,
  )
  expect(
    safeParse(Assertion, { ...passkey, response: { clientDataJSON: 'e30', authenticatorData: 'AA' } }).success,
  ).toBe(false)
})
test('a name has thirty letters at most, all visible', () => {
  expect(safeParse(PasskeyName, ' 窗口的电脑 ').output).toBe('窗口的电脑')
  for (const name of ['', '窗'.repeat(31), '窗\u200b口']) expect(safeParse(PasskeyName, name).success).toBe(false)
  expect(safeParse(PasskeyName, '窗'.repeat(30)).success).toBe(true)
})
