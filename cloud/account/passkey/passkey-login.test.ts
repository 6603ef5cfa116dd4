import { footprint } from '../../testing/database/footprint'
import { createAuthenticator } from '../../testing/passkey/authenticator'
import { setUpPasskeyWorld } from '../../testing/passkey/passkey-world'
import { addPasskey, loginWith } from '../../testing/passkey/passkeys'

const at = setUpPasskeyWorld()

describe('a login', () => {
  beforeEach(() => addPasskey(at.manager, at.device))
  test.each([
    ['of another origin', { origin: 'http://evil.localhost' }],
    ['of another host name', { rpId: 'evil.localhost' }],
    ['made to register', { type: 'webauthn.create' }],
    ['without verification', { unverified: true }],
    ['in somebody else’s name', { userHandle: 'AAAAAAAAQACAAAAAAAAAAQ' }],
  ])('is refused %s', async (_what, faults) => {
    const before = await footprint(at.world.db)
    expect((await loginWith(at.world.ask, at.device, faults)).body.refusal).toBe('passkey-failed')
    expect(await footprint(at.world.db)).toEqual(before)
  })
  test('is refused where another key has signed for this passkey, which goes on working', async () => {
    const { body: options } = await at.world.ask('POST', '/api/login/options')
    const passkey = { ...createAuthenticator().get(options), id: at.device.id, rawId: at.device.id }
    expect((await at.world.ask('POST', '/api/login', { passkey })).body.refusal).toBe('passkey-failed')
    expect((await loginWith(at.world.ask, at.device)).status).toBe(200)
  })
  test('by a copy, whose counter went back, stops the passkey for both', async () => {
    await loginWith(at.world.ask, at.device)
    const before = await footprint(at.world.db)
    expect((await loginWith(at.world.ask, at.device, { counter: 1 })).body.refusal).toBe('passkey-stopped')
    expect((await loginWith(at.world.ask, at.device, { counter: 9 })).body.refusal).toBe('passkey-stopped')
    expect(await footprint(at.world.db)).toEqual({ ...before, ending: (before.ending ?? 0) + 1 })
    expect((await at.manager('GET', '/api/passkeys')).body.passkeys[0]).toMatchObject({ stopped: true })
  })
  test('answers 400 to authenticator data that are too short', async () => {
    const { body: options } = await at.world.ask('POST', '/api/login/options')
    const passkey = at.device.get(options)
    passkey.response.authenticatorData = 'AAAA'
    const { status, body } = await at.world.ask('POST', '/api/login', { passkey })
    expect([status, body.code]).toEqual([400, 'bad-input'])
  })
})

describe('the address', () => {
  const ways = async () => (await at.world.ask('GET', '/api/login')).body.passkey
  test('is that of the configuration, whatever the request names', async () => {
    const { district } = at.world.deps
    Object.assign(at.world.deps, { district: { ...district, publicUrl: 'https://yike.example.cn' } })
    const { body: options } = await at.world.ask('POST', '/api/login/options')
    const strange = at.device.create((await at.manager('POST', '/api/passkeys/options')).body)
    const own = createAuthenticator('https://yike.example.cn')
    const added = [
      await ways(),
      (await at.manager('POST', '/api/passkeys', { name: '窗口', passkey: strange })).body.refusal,
      (await addPasskey(at.manager, own)).status,
    ]
    Object.assign(at.world.deps, { district })
    expect([options.rpId, ...added]).toEqual(['yike.example.cn', true, 'passkey-failed', 201])
  })
  test.each([
    ['a bare address', 'http://203.0.113.7', undefined],
    ['a name that nobody configured', 'http://yike.example.cn', undefined],
    ['loopback as an address', 'http://127.0.0.1:8080', undefined],
    ['loopback by name', 'http://localhost:8080', true],
    ['a name of one’s own machine', 'http://ty.localhost:8080', true],
  ])('%s: %s', async (_what, origin, works) => {
    expect((await at.world.ask('GET', `${origin}/api/login`)).body.passkey).toBe(works)
    const { status } = await at.world.ask('POST', `${origin}/api/login/options`)
    expect(status).toBe(works ? 200 : 409)
  })
})
