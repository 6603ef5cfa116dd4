import { CHALLENGE_LIFETIME, FRESH_LOGIN, MAX_PASSKEYS } from '@core/account/passkey'
import { moment } from '@core/base/time'
import { runJobs } from '../../runtime/jobs'
import { createAuthenticator, encodeCbor } from '../../testing/passkey/authenticator'
import { setUpPasskeyWorld } from '../../testing/passkey/passkey-world'
import { addPasskey, loginWith } from '../../testing/passkey/passkeys'
import { MONDAY_TEN, type World } from '../../testing/world/world'

const at = setUpPasskeyWorld()

const optionsOf = async (who: World['ask'] = at.manager) => (await who('POST', '/api/passkeys/options')).body
const register = (passkey: object, who: World['ask'] = at.manager) =>
  who('POST', '/api/passkeys', { name: '窗口', passkey })
const challenges = () => at.world.db.query('select 1 from passkey_challenge')
/** As somebody who was logged in by this token. */
const bearing =
  (token: string): World['ask'] =>
  (method, path, body) =>
    at.world.ask(method, path, body, { authorization: `Bearer ${token}` })

describe('a passkey', () => {
  test('is registered by its owner, and logs them in', async () => {
    const added = await addPasskey(at.manager, at.device)
    expect([added.status, added.body.passkeys]).toEqual([
      201,
      [{ id: expect.any(String), name: '窗口', since: moment(MONDAY_TEN) }],
    ])
    at.world.clock.now += 60_000
    const { status, body } = await loginWith(at.world.ask, at.device)
    expect([status, body.person.id, body.roles]).toEqual([200, at.manager.id, expect.arrayContaining([])])
    const mine = bearing(body.token)
    expect((await mine('GET', '/api/me')).body.person.name).toBe('梁慧')
    expect((await mine('GET', '/api/passkeys')).body.passkeys[0].usedAt).toBe(moment(MONDAY_TEN + 60_000))
    expect((await mine('GET', '/api/logins')).body.logins[0]).toMatchObject({ app: 'h5', here: true })
  })
  test('is asked to be discoverable and verified, for this host, and not to be one that is registered', async () => {
    await addPasskey(at.manager, at.device)
    const { district } = at.world.deps
    at.world.deps.district = { ...district, title: '天园一刻' }
    const options = await optionsOf()
    at.world.deps.district = district
    expect(options).toMatchObject({
      rp: { id: 'localhost', name: '天园一刻' },
      user: { id: Buffer.from(at.manager.id.replace(/-/g, ''), 'hex').toString('base64url'), name: '梁慧' },
      attestation: 'none',
      timeout: CHALLENGE_LIFETIME,
      excludeCredentials: [{ id: at.device.id, type: 'public-key', transports: ['internal'] }],
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    })
  })
  test('without a counter logs in again and again', async () => {
    const plain = createAuthenticator(undefined, { counts: false })
    await addPasskey(at.manager, plain)
    for (let nth = 0; nth < 3; nth++) expect((await loginWith(at.world.ask, plain)).status).toBe(200)
  })
  test('is renamed and removed by its owner, and removed logs in no more', async () => {
    const [{ id }] = (await addPasskey(at.manager, at.device)).body.passkeys
    expect((await at.manager('PATCH', `/api/passkeys/${id}`, { name: '前台' })).body.passkeys[0].name).toBe('前台')
    const elder = await at.world.as('elder')
    expect((await elder('DELETE', `/api/passkeys/${id}`)).status).toBe(404)
    expect((await at.manager('DELETE', `/api/passkeys/${id}`)).body).toEqual({ passkeys: [] })
    expect((await loginWith(at.world.ask, at.device)).body.refusal).toBe('passkey-unknown')
  })
  test('is registered once, whoever tries', async () => {
    await addPasskey(at.manager, at.device)
    expect((await addPasskey(await at.world.as('elder'), at.device)).body.refusal).toBe('passkey-known')
  })
  test(`is one of ${MAX_PASSKEYS} at most`, async () => {
    for (let nth = 0; nth < MAX_PASSKEYS; nth++)
      expect((await addPasskey(at.manager, createAuthenticator())).status).toBe(201)
    const { status, body } = await addPasskey(at.manager, at.device)
    expect([status, body.refusal, body.most]).toEqual([409, 'passkeys-full', MAX_PASSKEYS])
  })
  test('goes with its owner’s account', async () => {
    const elder = await at.world.as('elder')
    await addPasskey(elder, at.device)
    await optionsOf(elder)
    expect((await elder('DELETE', '/api/me?sure=yes')).status).toBe(200)
    expect([await challenges(), await at.world.db.query('select 1 from passkey')]).toEqual([[], []])
    expect((await loginWith(at.world.ask, at.device)).body.refusal).toBe('passkey-unknown')
  })
  test('is in its owner’s export, without its keys', async () => {
    await addPasskey(at.manager, at.device)
    const { body, text } = await at.manager('GET', '/api/me/export')
    expect(body.rows.passkey).toEqual([expect.objectContaining({ name: '窗口', person_id: at.manager.id })])
    expect(text).not.toContain(at.device.id)
  })
})

describe('registering', () => {
  test('takes a login that was made ten minutes ago at most', async () => {
    at.world.clock.now += FRESH_LOGIN - 1
    expect((await at.manager('POST', '/api/passkeys/options')).status).toBe(200)
    at.world.clock.now += 1
    const { status, body } = await at.manager('POST', '/api/passkeys/options')
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
    const passkey = at.device.create(await optionsOf(), faults)
    const { status, body } = await register(passkey)
    expect([status, body.refusal]).toEqual([409, 'passkey-failed'])
    expect(await at.world.db.query('select 1 from passkey')).toEqual([])
  })
  test('refuses an id other than the signed one', async () => {
    const passkey = at.device.create(await optionsOf())
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
    const passkey = at.device.create(await optionsOf(), { attestation })
    const { status, body } = await register(passkey)
    expect([status, body.code, body.where]).toEqual([400, 'bad-input', 'passkey'])
  })
  test('answers 400 to client data that are no JSON', async () => {
    const passkey = at.device.create(await optionsOf())
    passkey.response.clientDataJSON = Buffer.from('hello').toString('base64url')
    expect((await register(passkey)).status).toBe(400)
  })
})

describe('a challenge', () => {
  test('works once, also if what was sent was wrong', async () => {
    const options = await optionsOf()
    expect((await register(at.device.create(options, { unverified: true }))).body.refusal).toBe('passkey-failed')
    expect((await register(at.device.create(options))).body.refusal).toBe('passkey-over')
    await addPasskey(at.manager, at.device)
    const { body: asked } = await at.world.ask('POST', '/api/login/options')
    const passkey = at.device.get(asked)
    expect((await at.world.ask('POST', '/api/login', { passkey })).status).toBe(200)
    expect((await at.world.ask('POST', '/api/login', { passkey })).body.refusal).toBe('passkey-over')
  })
  test('lives five minutes', async () => {
    const [one, other] = [await optionsOf(), await optionsOf()]
    at.world.clock.now += CHALLENGE_LIFETIME - 1
    expect((await register(at.device.create(one))).status).toBe(201)
    at.world.clock.now += 1
    expect((await register(createAuthenticator().create(other))).body.refusal).toBe('passkey-over')
  })
  test('is deleted once it has expired', async () => {
    await optionsOf()
    at.world.clock.now += CHALLENGE_LIFETIME
    await runJobs(at.world.deps)
    expect(await challenges()).toEqual([])
  })
  test('to register is for the login that asked, and to log in for nothing else', async () => {
    const again = await at.world.as('manager')
    expect((await register(at.device.create(await optionsOf()), again)).body.refusal).toBe('passkey-over')
    expect((await register(at.device.create(await optionsOf()), await at.world.as('elder'))).body.refusal).toBe(
      'passkey-over',
    )
    await addPasskey(at.manager, at.device)
    const { challenge } = await optionsOf()
    const passkey = at.device.get({ challenge, rpId: 'localhost', timeout: 1, userVerification: 'required' })
    expect((await at.world.ask('POST', '/api/login', { passkey })).body.refusal).toBe('passkey-over')
    const { body: asked } = await at.world.ask('POST', '/api/login/options')
    const other = createAuthenticator().create({ ...(await optionsOf()), challenge: asked.challenge })
    expect((await register(other)).body.refusal).toBe('passkey-over')
  })
  test('ends with the login that asked for it', async () => {
    await optionsOf()
    await at.manager('POST', '/api/logout')
    expect(await challenges()).toEqual([])
  })
  test('is stored as a hash only', async () => {
    const { challenge } = await optionsOf()
    expect(JSON.stringify(await at.world.db.query('select * from passkey_challenge'))).not.toContain(challenge)
  })
})
