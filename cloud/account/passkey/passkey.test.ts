import { CHALLENGE_LIFETIME, FRESH_LOGIN, MAX_PASSKEYS } from '@core/account/passkey'
import { moment } from '@core/base/time'
import { findViolations } from '../../runtime/invariants/find-violations'
import { runJobs } from '../../runtime/jobs'
import { createAuthenticator, encodeCbor } from '../../testing/passkey/authenticator'
import { addPasskey, loginWith } from '../../testing/passkey/passkeys'
import { resetDistrict } from '../../testing/world/reset'
import { MONDAY_TEN, openWorld, type Someone, type World } from '../../testing/world/world'

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

const optionsOf = async (who: World['ask'] = manager) => (await who('POST', '/api/passkeys/options')).body
const register = (passkey: object, who: World['ask'] = manager) =>
  who('POST', '/api/passkeys', { name: '窗口', passkey })
const challenges = () => world.db.query('select 1 from passkey_challenge')
/** As somebody who was logged in by this token. */
const bearing =
  (token: string): World['ask'] =>
  (method, path, body) =>
    world.ask(method, path, body, { authorization: `Bearer ${token}` })

describe('a passkey', () => {
  test('is registered by its owner, and logs them in', async () => {
    const added = await addPasskey(manager, device)
    expect([added.status, added.body.passkeys]).toEqual([
      201,
      [{ id: expect.any(String), name: '窗口', since: moment(MONDAY_TEN) }],
    ])
    world.clock.now += 60_000
    const { status, body } = await loginWith(world.ask, device)
    expect([status, body.person.id, body.roles]).toEqual([200, manager.id, expect.arrayContaining([])])
    const mine = bearing(body.token)
    expect((await mine('GET', '/api/me')).body.person.name).toBe('梁慧')
    expect((await mine('GET', '/api/passkeys')).body.passkeys[0].usedAt).toBe(moment(MONDAY_TEN + 60_000))
    expect((await mine('GET', '/api/logins')).body.logins[0]).toMatchObject({ app: 'h5', here: true })
  })
  test('is asked to be discoverable and verified, for this host, and not to be one that is registered', async () => {
    await addPasskey(manager, device)
    const { district } = world.deps
    world.deps.district = { ...district, title: '天园一刻' }
    const options = await optionsOf()
    world.deps.district = district
    expect(options).toMatchObject({
      rp: { id: 'localhost', name: '天园一刻' },
      user: { id: Buffer.from(manager.id.replace(/-/g, ''), 'hex').toString('base64url'), name: '梁慧' },
      attestation: 'none',
      timeout: CHALLENGE_LIFETIME,
      excludeCredentials: [{ id: device.id, type: 'public-key', transports: ['internal'] }],
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    })
  })
  test('without a counter logs in again and again', async () => {
    const plain = createAuthenticator(undefined, { counts: false })
    await addPasskey(manager, plain)
    for (let nth = 0; nth < 3; nth++) expect((await loginWith(world.ask, plain)).status).toBe(200)
  })
  test('is renamed and removed by its owner, and removed logs in no more', async () => {
    const [{ id }] = (await addPasskey(manager, device)).body.passkeys
    expect((await manager('PATCH', `/api/passkeys/${id}`, { name: '前台' })).body.passkeys[0].name).toBe('前台')
    const elder = await world.as('elder')
    expect((await elder('DELETE', `/api/passkeys/${id}`)).status).toBe(404)
    expect((await manager('DELETE', `/api/passkeys/${id}`)).body).toEqual({ passkeys: [] })
    expect((await loginWith(world.ask, device)).body.refusal).toBe('passkey-unknown')
  })
  test('is registered once, whoever tries', async () => {
    await addPasskey(manager, device)
    expect((await addPasskey(await world.as('elder'), device)).body.refusal).toBe('passkey-known')
  })
  test(`is one of ${MAX_PASSKEYS} at most`, async () => {
    for (let nth = 0; nth < MAX_PASSKEYS; nth++)
      expect((await addPasskey(manager, createAuthenticator())).status).toBe(201)
    const { status, body } = await addPasskey(manager, device)
    expect([status, body.refusal, body.most]).toEqual([409, 'passkeys-full', MAX_PASSKEYS])
  })
  test('goes with its owner’s account', async () => {
    const elder = await world.as('elder')
    await addPasskey(elder, device)
    await optionsOf(elder)
    expect((await elder('DELETE', '/api/me?sure=yes')).status).toBe(200)
    expect([await challenges(), await world.db.query('select 1 from passkey')]).toEqual([[], []])
    expect((await loginWith(world.ask, device)).body.refusal).toBe('passkey-unknown')
  })
  test('is in its owner’s export, without its keys', async () => {
    await addPasskey(manager, device)
    const { body, text } = await manager('GET', '/api/me/export')
    expect(body.rows.passkey).toEqual([expect.objectContaining({ name: '窗口', person_id: manager.id })])
    expect(text).not.toContain(device.id)
  })
})

describe('registering', () => {
  test('takes a login that was made ten minutes ago at most', async () => {
    world.clock.now += FRESH_LOGIN - 1
    expect((await manager('POST', '/api/passkeys/options')).status).toBe(200)
    world.clock.now += 1
    const { status, body } = await manager('POST', '/api/passkeys/options')
    expect([status, body.refusal, body.minutes]).toEqual([409, 'login-not-fresh', 10])
  })
  test.each([
    ['of another origin', { origin: 'http://evil.localhost' }],
    ['of another host name', { rpId: 'evil.localhost' }],
    ['made to log in', { type: 'webauthn.get' }],
    ['without verification', { unverified: true }],
    ['with an attestation', { format: 'packed' }],
    ['in a format that nobody knows', { format: 'new' }],
    [
      'with a key of an algorithm that was not asked for',
      {
        key: new Map([
          [1, 2],
          [3, -35],
          [-1, 2],
        ]),
      },
    ],
  ])('refuses a passkey %s', async (_what, faults) => {
    const passkey = device.create(await optionsOf(), faults)
    const { status, body } = await register(passkey)
    expect([status, body.refusal]).toEqual([409, 'passkey-failed'])
    expect(await world.db.query('select 1 from passkey')).toEqual([])
  })
  test('refuses an id other than the signed one', async () => {
    const passkey = device.create(await optionsOf())
    expect((await register({ ...passkey, id: 'AAAA', rawId: 'AAAA' })).body.refusal).toBe('passkey-failed')
  })
  test.each<[string, Uint8Array]>([
    ['no CBOR', Buffer.from('hello')],
    ['an unfinished map', Buffer.of(0xbf, 0x61)],
    ['a map of nothing', encodeCbor(new Map())],
    [
      'short authenticator data',
      encodeCbor(
        new Map<string, string | Uint8Array>([
          ['fmt', 'none'],
          ['authData', Buffer.alloc(10)],
        ]),
      ),
    ],
    ['deep nesting', Buffer.alloc(9_000, 0x81)],
    ['a length beyond the end', Buffer.of(0x5b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff)],
  ])('answers 400 to %s', async (_what, attestation) => {
    const passkey = device.create(await optionsOf(), { attestation })
    const { status, body } = await register(passkey)
    expect([status, body.code, body.where]).toEqual([400, 'bad-input', 'passkey'])
  })
  test('answers 400 to client data that are no JSON', async () => {
    const passkey = device.create(await optionsOf())
    passkey.response.clientDataJSON = Buffer.from('hello').toString('base64url')
    expect((await register(passkey)).status).toBe(400)
  })
})

describe('a challenge', () => {
  test('works once, also if what was sent was wrong', async () => {
    const options = await optionsOf()
    expect((await register(device.create(options, { unverified: true }))).body.refusal).toBe('passkey-failed')
    expect((await register(device.create(options))).body.refusal).toBe('passkey-over')
    await addPasskey(manager, device)
    const { body: asked } = await world.ask('POST', '/api/login/options')
    const passkey = device.get(asked)
    expect((await world.ask('POST', '/api/login', { passkey })).status).toBe(200)
    expect((await world.ask('POST', '/api/login', { passkey })).body.refusal).toBe('passkey-over')
  })
  test('lives five minutes', async () => {
    const [one, other] = [await optionsOf(), await optionsOf()]
    world.clock.now += CHALLENGE_LIFETIME - 1
    expect((await register(device.create(one))).status).toBe(201)
    world.clock.now += 1
    expect((await register(createAuthenticator().create(other))).body.refusal).toBe('passkey-over')
  })
  test('is deleted once it has expired', async () => {
    await optionsOf()
    world.clock.now += CHALLENGE_LIFETIME
    await runJobs(world.deps)
    expect(await challenges()).toEqual([])
  })
  test('to register is for the login that asked, and to log in for nothing else', async () => {
    const again = await world.as('manager')
    expect((await register(device.create(await optionsOf()), again)).body.refusal).toBe('passkey-over')
    expect((await register(device.create(await optionsOf()), await world.as('elder'))).body.refusal).toBe(
      'passkey-over',
    )
    await addPasskey(manager, device)
    const { challenge } = await optionsOf()
    const passkey = device.get({ challenge, rpId: 'localhost', timeout: 1, userVerification: 'required' })
    expect((await world.ask('POST', '/api/login', { passkey })).body.refusal).toBe('passkey-over')
    const { body: asked } = await world.ask('POST', '/api/login/options')
    const other = createAuthenticator().create({ ...(await optionsOf()), challenge: asked.challenge })
    expect((await register(other)).body.refusal).toBe('passkey-over')
  })
  test('ends with the login that asked for it', async () => {
    await optionsOf()
    await manager('POST', '/api/logout')
    expect(await challenges()).toEqual([])
  })
  test('is stored as a hash only', async () => {
    const { challenge } = await optionsOf()
    expect(JSON.stringify(await world.db.query('select * from passkey_challenge'))).not.toContain(challenge)
  })
})
