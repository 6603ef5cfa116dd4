import { findViolations } from '../../runtime/invariants/find-violations'
import { footprint } from '../../testing/database/footprint'
import { createAuthenticator } from '../../testing/passkey/authenticator'
import { addPasskey, loginWith } from '../../testing/passkey/passkeys'
import { resetDistrict } from '../../testing/world/reset'
import { openWorld, type Someone, type World } from '../../testing/world/world'

let world: World
let manager: Someone
let device: ReturnType<typeof createAuthenticator>
beforeAll(async () => {
  world = await openWorld()
})
beforeEach(async () => {
  await resetDistrict(world)
  manager = await world.as('manager')
  device = createAuthenticator()
})
afterEach(async () => expect(await findViolations(world.db, world.clock.now)).toEqual({}))
afterAll(() => world.close())

describe('a login', () => {
  beforeEach(() => addPasskey(manager, device))
  test.each([
    ['of another origin', { origin: 'http://evil.localhost' }],
    ['of another host name', { rpId: 'evil.localhost' }],
    ['made to register', { type: 'webauthn.create' }],
    ['without verification', { unverified: true }],
    ['in somebody else’s name', { userHandle: 'AAAAAAAAQACAAAAAAAAAAQ' }],
  ])('is refused %s', async (_what, faults) => {
    const before = await footprint(world.db)
    expect((await loginWith(world.ask, device, faults)).body.refusal).toBe('passkey-failed')
    expect(await footprint(world.db)).toEqual(before)
  })
  test('is refused where another key has signed for this passkey, which goes on working', async () => {
    const { body: options } = await world.ask('POST', '/api/login/options')
    const passkey = { ...createAuthenticator().get(options), id: device.id, rawId: device.id }
    expect((await world.ask('POST', '/api/login', { passkey })).body.refusal).toBe('passkey-failed')
    expect((await loginWith(world.ask, device)).status).toBe(200)
  })
  test('by a copy, whose counter went back, stops the passkey for both', async () => {
    await loginWith(world.ask, device)
    const before = await footprint(world.db)
    expect((await loginWith(world.ask, device, { counter: 1 })).body.refusal).toBe('passkey-stopped')
    expect((await loginWith(world.ask, device, { counter: 9 })).body.refusal).toBe('passkey-stopped')
    expect(await footprint(world.db)).toEqual({ ...before, ending: (before.ending ?? 0) + 1 })
    expect((await manager('GET', '/api/passkeys')).body.passkeys[0]).toMatchObject({ stopped: true })
  })
  test('answers 400 to authenticator data that are too short', async () => {
    const { body: options } = await world.ask('POST', '/api/login/options')
    const passkey = device.get(options)
    passkey.response.authenticatorData = 'AAAA'
    const { status, body } = await world.ask('POST', '/api/login', { passkey })
    expect([status, body.code]).toEqual([400, 'bad-input'])
  })
})

describe('the address', () => {
  const ways = async () => (await world.ask('GET', '/api/login')).body.passkey
  test('is that of the configuration, whatever the request names', async () => {
    const { district } = world.deps
    Object.assign(world.deps, { district: { ...district, publicUrl: 'https://yike.example.cn' } })
    const { body: options } = await world.ask('POST', '/api/login/options')
    const strange = device.create((await manager('POST', '/api/passkeys/options')).body)
    const own = createAuthenticator('https://yike.example.cn')
    const added = [
      await ways(),
      (await manager('POST', '/api/passkeys', { name: '窗口', passkey: strange })).body.refusal,
      (await addPasskey(manager, own)).status,
    ]
    Object.assign(world.deps, { district })
    expect([options.rpId, ...added]).toEqual(['yike.example.cn', true, 'passkey-failed', 201])
  })
  test.each([
    ['a bare address', 'http://203.0.113.7', undefined],
    ['a name that nobody configured', 'http://yike.example.cn', undefined],
    ['loopback as an address', 'http://127.0.0.1:8080', undefined],
    ['loopback by name', 'http://localhost:8080', true],
    ['a name of one’s own machine', 'http://ty.localhost:8080', true],
  ])('%s: %s', async (_what, origin, works) => {
    expect((await world.ask('GET', `${origin}/api/login`)).body.passkey).toBe(works)
    const { status } = await world.ask('POST', `${origin}/api/login/options`)
    expect(status).toBe(works ? 200 : 409)
  })
})
