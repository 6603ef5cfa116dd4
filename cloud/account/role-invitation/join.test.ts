import { parseRecoveryCode, RECOVERY_CODES } from '@core/account/code/recovery-code'
import { DAY } from '@core/base/time'
import { createPassKeys } from '../../attendance/pass/keys'
import { findViolations } from '../../runtime/invariants/find-violations'
import { footprint } from '../../testing/database/footprint'
import { createAuthenticator } from '../../testing/passkey/authenticator'
import { loginWith } from '../../testing/passkey/passkeys'
import { connectWechat } from '../../testing/wechat/wechat'
import { acceptInvitation, codeOf, district, member, staff } from '../../testing/world/roles'
import { MONDAY_TEN, openWorld, type World } from '../../testing/world/world'
import { resetRoles } from '../role/role-setup'
import { inviteFirst } from './service'

let world: World
let people: Awaited<ReturnType<typeof resetRoles>>
let device: ReturnType<typeof createAuthenticator>
let code: string
beforeAll(async () => {
  world = await openWorld()
})
beforeEach(async () => {
  people = await resetRoles(world)
  device = createAuthenticator()
  code = await codeOf(people.manager, staff)
})
afterEach(async () => expect(await findViolations(world.db, world.clock.now)).toEqual({}))
afterAll(() => world.close())

const NAME = '黎子晴'
const ask = (path: string, body: object) => world.ask('POST', path, body)
const optionsOf = async (which = code) => (await ask('/api/join/options', { code: which, name: NAME })).body
const joinWith = async (faults = {}, which = code) =>
  ask('/api/join', { code: which, name: NAME, passkey: device.create(await optionsOf(which), faults) })
const meOf = async (token: string) =>
  (await world.ask('GET', '/api/me', undefined, { authorization: `Bearer ${token}` })).body

describe('somebody without a login', () => {
  test('sees who invites them to what, and nothing changes', async () => {
    const before = await footprint(world.db)
    const { status, body } = await ask('/api/join/preview', { code })
    expect([status, body]).toEqual([200, { role: staff, place: '综合体', by: '梁*', until: expect.any(String) }])
    expect(await footprint(world.db)).toEqual(before)
  })
  test('joins with a passkey, which logs them in again', async () => {
    const { status, body } = await joinWith()
    expect([status, body.person.name, body.roles]).toEqual([201, NAME, [staff]])
    expect((await meOf(body.token)).person.id).toBe(body.person.id)
    const again = await loginWith(world.ask, device)
    expect([again.status, again.body.person.id]).toEqual([200, body.person.id])
  })
  test('joins without one, and each recovery code logs them in once', async () => {
    const { status, body } = await ask('/api/join', { code, name: NAME })
    expect([status, body.codes]).toEqual([201, Array(RECOVERY_CODES).fill(expect.stringMatching(/^[0-9a-z]{20}$/))])
    expect(new Set(body.codes).size).toBe(RECOVERY_CODES)
    const typed = body.codes[3].toUpperCase().replaceAll('0', 'o')
    expect(parseRecoveryCode(typed)).toBe(body.codes[3])
    const { body: entered } = await ask('/api/login', { recovery: typed, app: 'h5' })
    expect((await meOf(entered.token)).person.id).toBe(body.person.id)
    expect((await ask('/api/login', { recovery: body.codes[3] })).body.refusal).toBe('recovery-wrong')
  })
  test('becomes a party member with that standing', async () => {
    const { body } = await ask('/api/join', { code: await codeOf(people.manager, member), name: NAME })
    expect(body.person.standing).toEqual(['member'])
  })
  test('begins a district', async () => {
    await world.db.query(`delete from role where role = 'district'`)
    const first = (await inviteFirst(world.deps, createPassKeys(world.deps)))?.code ?? ''
    expect((await joinWith({}, first)).body.roles).toEqual([{ role: 'district', scope: '' }])
    expect((await ask('/api/join/preview', { code: first })).body.refusal).toBe('invitation-used')
  })
})

describe('nobody is made', () => {
  let before: Awaited<ReturnType<typeof footprint>>
  beforeEach(async () => {
    before = await footprint(world.db)
  })
  afterEach(async () => expect(await footprint(world.db)).toEqual(before))
  const refusal = async (answer: Promise<{ body: { refusal: string } }>) => (await answer).body.refusal

  test('by a wrong passkey, and the invitation stays open', async () => {
    expect(await refusal(joinWith({ origin: 'http://evil.localhost' }))).toBe('passkey-failed')
    expect((await ask('/api/join/preview', { code })).status).toBe(200)
  })
  test('by a challenge made for another invitation', async () => {
    const other = await optionsOf(await codeOf(people.duty, district))
    await world.db.query(`delete from role_invitation where role = 'district'`)
    // Its end is recorded, for after a restore.
    before = { ...before, ending: (before.ending ?? 0) + 1 }
    const passkey = device.create(other)
    expect(await refusal(ask('/api/join', { code, name: NAME, passkey }))).toBe('passkey-over')
  })
  test('by a challenge that was used', async () => {
    const options = await optionsOf()
    await ask('/api/join', { code, name: NAME, passkey: device.create(options, { unverified: true }) })
    expect(await refusal(ask('/api/join', { code, name: NAME, passkey: device.create(options) }))).toBe('passkey-over')
  })
  test('by a forged or an expired code', async () => {
    for (const path of ['/api/join/preview', '/api/join/options', '/api/join']) {
      const more = path === '/api/join/preview' ? {} : { name: NAME }
      expect(await refusal(ask(path, { code: 'z'.repeat(30), ...more }))).toBe('invitation-forged')
      world.clock.now += 3 * DAY
      expect(await refusal(ask(path, { code, ...more }))).toBe('invitation-expired')
      world.clock.now = MONDAY_TEN
    }
  })
  test('without a name', async () => {
    for (const name of ['', '  ', '黎\u200b子晴']) {
      const { status, body } = await ask('/api/join', { code, name })
      expect([status, body.where]).toEqual([400, 'name'])
    }
  })
})

test('a passkey that somebody has already makes nobody, and does not use the invitation', async () => {
  await joinWith()
  const other = await codeOf(people.manager, staff)
  const before = await footprint(world.db)
  expect((await joinWith({}, other)).body.refusal).toBe('passkey-known')
  expect(await footprint(world.db)).toEqual(before)
  expect((await ask('/api/join/preview', { code: other })).status).toBe(200)
})

test('an invitation that was accepted, or withdrawn, makes nobody', async () => {
  await acceptInvitation(people.elder, code)
  expect((await ask('/api/join', { code, name: NAME })).body.refusal).toBe('invitation-used')
  const other = await codeOf(people.manager, staff)
  await world.db.query('delete from role_invitation')
  expect((await ask('/api/join', { code: other, name: NAME })).body.refusal).toBe('invitation-withdrawn')
})

test('where WeChat moderates names, a name that it has not seen waits for the district', async () => {
  const wechat = await connectWechat(world)
  world.deps.demo = false
  const { body } = await ask('/api/join', { code, name: NAME })
  await wechat.stop()
  Object.assign(world.deps, { wechat: undefined, sealer: undefined, demo: true })
  expect(body.person.name).toBe(NAME)
  const [row] = await world.db.query('select name, new_name from person where id = $1', [body.person.id])
  expect(row).toEqual({ name: '', new_name: NAME })
})
