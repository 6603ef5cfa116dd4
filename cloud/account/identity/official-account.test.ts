import { openTestStage, type TestStage } from '../../../stand-in/test-stage'
import { findViolations } from '../../runtime/invariants/find-violations'
import { newIdempotencyKey } from '../../testing/world/idempotency-key'
import { MONDAY_TEN, openWorld, type World } from '../../testing/world/world'
import { createWechat } from '../../wechat/client'

type CodeOptions = Parameters<TestStage['standIn']['officialCode']>[2]
let world: World
let stage: TestStage
beforeAll(async () => {
  world = await openWorld()
  stage = await openTestStage({ db: world.db })
  world.deps.wechat = stage.wechat
  world.deps.sealer = stage.sealer
})
beforeEach(() => {
  world.clock.now = MONDAY_TEN
  world.deps.demo = false
})
afterEach(async () => expect(await findViolations(world.db, world.clock.now)).toEqual({}))
afterAll(async () => {
  await stage.close()
  await world.close()
})
const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
const login = (body: object) => world.ask('POST', '/api/login', body)
const byMini = async (openid: string, unionid?: string) =>
  (await login({ code: stage.standIn.loginCode(openid, unionid), app: 'weapp' })).body
const byOfficial = async (openid: string, unionid?: string, how?: CodeOptions) =>
  (await login({ official: stage.standIn.officialCode(openid, unionid, how), app: 'h5' })).body
const countPeople = async () => (await world.db.query('select 1 from person where erased_at is null')).length
const countUserInfoCalls = async <T>(what: () => Promise<T>): Promise<number> => {
  const before = stage.standIn.calls('user_info')
  await what()
  return stage.standIn.calls('user_info') - before
}
const book = (token: string, person: string, day: number) =>
  world.ask(
    'POST',
    '/api/bookings',
    { session: `hp001.talk-2611${day}1400`, people: [person] },
    { ...newIdempotencyKey(), ...bearer(token) },
  )

describe('login in WeChat’s own browser', () => {
  test('is announced with appid and authorisation address, without the secret', async () => {
    const { body } = await world.ask('GET', '/api/login')
    expect(body).toEqual({
      wechat: true,
      passkey: true,
      official: { appid: stage.settings.official.appid, authorize: `${stage.settings.open}/connect/oauth2/authorize` },
    })
    expect(JSON.stringify(body)).not.toContain(stage.settings.official.secret)
  })
  test('creates a person at first, and finds that person afterwards', async () => {
    const first = await byOfficial('gh-first')
    expect(first).toMatchObject({ person: { name: '', relation: 'self' }, people: [], roles: [] })
    expect((await byOfficial('gh-first')).person.id).toBe(first.person.id)
    const { logins } = (await world.ask('GET', '/api/logins', undefined, bearer(first.token))).body
    expect(logins[0].app).toBe('h5')
  })
  test('accepts a code once, and neither app accepts the code of the other', async () => {
    const code = stage.standIn.officialCode('gh-once')
    expect((await login({ official: code })).status).toBe(200)
    const mini = stage.standIn.loginCode('openid-once')
    for (const body of [{ official: code }, { official: mini }, { code: stage.standIn.officialCode('gh-once') }]) {
      expect((await login(body)).body.code).toBe('bad-code')
    }
  })
  test('refuses the virtual account of a snapshot page, and creates nobody', async () => {
    const before = await countPeople()
    const code = stage.standIn.officialCode('gh-virtual', 'u-virtual', { snapshot: true })
    expect((await login({ official: code })).body.code).toBe('bad-code')
    expect(await countPeople()).toBe(before)
  })
  test('is refused and not announced without an official account', async () => {
    const { official: _, ...without } = stage.settings
    world.deps.wechat = createWechat(without, stage.means)
    expect((await login({ official: stage.standIn.officialCode('gh-none') })).body.code).toBe('bad-code')
    expect((await world.ask('GET', '/api/login')).body).toEqual({ wechat: true, passkey: true })
    world.deps.wechat = stage.wechat
  })
  test('neither stores nor logs a code, a token or an openid in plain text', async () => {
    const code = stage.standIn.officialCode('gh-to-be-looked-for', 'u-to-be-looked-for', { follows: true })
    const { token } = (await login({ official: code })).body
    const text = JSON.stringify([
      await world.db.query('select * from identity'),
      await world.db.query('select * from login'),
      await world.db.query('select * from wechat_token'),
      stage.logged,
      world.logged,
    ])
    for (const secret of ['to-be-looked-for', code, token, 'stand-in_']) expect(text).not.toContain(secret)
  })
})

describe('a person known from the other app', () => {
  test('is found by unionid if they follow the account, and WeChat is asked once', async () => {
    const mini = await byMini('openid-same', 'u-same')
    let official: Awaited<ReturnType<typeof byOfficial>> | undefined
    const first = await countUserInfoCalls(async () => {
      official = await byOfficial('gh-same', 'u-same', { follows: true })
    })
    expect([official.person.id, first]).toEqual([mini.person.id, 1])
    // The unionid is stored: later logins depend neither on WeChat nor on following.
    expect(await countUserInfoCalls(() => byOfficial('gh-same', 'u-same'))).toBe(0)
    expect((await byOfficial('gh-same')).person.id).toBe(mini.person.id)
  })
  test('is found in the mini-program after a login by the official account', async () => {
    const official = await byOfficial('gh-round', 'u-round', { follows: true })
    expect((await byMini('openid-round', 'u-round')).person.id).toBe(official.person.id)
  })
  test('is found without another call if the code exchange returns the unionid', async () => {
    const mini = await byMini('openid-told', 'u-told')
    expect(await countUserInfoCalls(() => byOfficial('gh-told', 'u-told', { told: true }))).toBe(0)
    expect((await byOfficial('gh-told')).person.id).toBe(mini.person.id)
  })
  test('is not duplicated while WeChat is busy, and a known identity can still log in', async () => {
    await byOfficial('gh-known')
    const before = await countPeople()
    stage.standIn.answerNext('user_info', -1, 3)
    const code = stage.standIn.officialCode('gh-busy', 'u-busy', { follows: true })
    expect((await login({ official: code })).status).toBe(503)
    expect(await countPeople()).toBe(before)
    stage.standIn.answerNext('user_info', -1, 3)
    expect((await login({ official: stage.standIn.officialCode('gh-known') })).status).toBe(200)
  })
  test('can log in if the account has no permission to ask for the unionid (48001)', async () => {
    stage.standIn.answerNext('user_info', 48001)
    expect((await login({ official: stage.standIn.officialCode('gh-may-not') })).status).toBe(200)
  })
})

describe('a duplicate person, created by two apps before WeChat links their identities,', () => {
  const createDuplicates = async (name: string) => {
    const mini = await byMini(`openid-${name}`, `u-${name}`)
    const official = await byOfficial(`gh-${name}`, `u-${name}`)
    expect(official.person.id).not.toBe(mini.person.id)
    return { mini, official }
  }
  const follow = (name: string) => byOfficial(`gh-${name}`, `u-${name}`, { follows: true })
  const me = async (token: string) => (await world.ask('GET', '/api/me', undefined, bearer(token))).status

  test('is merged into the other if they have no data, and their logins end', async () => {
    const { mini, official } = await createDuplicates('empty')
    await book(mini.token, mini.person.id, 24)
    expect((await follow('empty')).person.id).toBe(mini.person.id)
    expect([await me(official.token), await me(mini.token)]).toEqual([401, 200])
    const [left] = await world.db.query('select name, erased_at from person where id = $1', [official.person.id])
    expect(left).toMatchObject({ name: '', erased_at: world.clock.now })
    expect((await byOfficial('gh-empty')).person.id).toBe(mini.person.id)
  })
  test('is merged too if the one without data is that of the mini-program', async () => {
    const { mini, official } = await createDuplicates('mini')
    await book(official.token, official.person.id, 24)
    const now = await follow('mini')
    expect(now.person.id).toBe(official.person.id)
    expect((await byMini('openid-mini', 'u-mini')).person.id).toBe(official.person.id)
    expect(await me(mini.token)).toBe(401)
  })
  test('passes on their name if the other has none', async () => {
    const { mini, official } = await createDuplicates('name')
    await book(mini.token, mini.person.id, 24)
    // WeChat moderates no name without an openid of the mini-program; in demo mode the name passes.
    world.deps.demo = true
    await world.ask('PATCH', `/api/people/${official.person.id}`, { name: '许安' }, bearer(official.token))
    expect((await follow('name')).person).toMatchObject({ id: mini.person.id, name: '许安' })
  })
  test.each([
    ['a booking', (token: string, id: string) => book(token, id, 25)],
    [
      'a child',
      (token: string) =>
        world.ask('POST', '/api/people', { name: '小许', relation: 'child', consent: true }, bearer(token)),
    ],
    [
      'a birth month',
      (token: string, id: string) => world.ask('PATCH', `/api/people/${id}`, { born: '1990-01' }, bearer(token)),
    ],
    [
      'a number',
      (token: string) =>
        world.ask('POST', '/api/me/phone', { code: stage.standIn.phoneCode('13800138000') }, bearer(token)),
    ],
    ['a calendar', (token: string) => world.ask('POST', '/api/calendar', undefined, bearer(token))],
  ])('stays apart if both have data (%s), until one of them is erased', async (what, get) => {
    const { mini, official } = await createDuplicates(what)
    await book(mini.token, mini.person.id, 24)
    expect((await get(official.token, official.person.id)).status).toBeLessThan(300)
    expect((await follow(what)).person.id).toBe(official.person.id)
    expect((await byMini(`openid-${what}`, `u-${what}`)).person.id).toBe(mini.person.id)
    expect((await world.ask('DELETE', '/api/me?sure=yes', undefined, bearer(official.token))).status).toBe(200)
    expect((await follow(what)).person.id).toBe(mini.person.id)
  })
  test('stays apart if both have a standing', async () => {
    const { mini, official } = await createDuplicates('standing')
    const both = [mini.person.id, official.person.id]
    await world.db.query(`update person set standing = '{veteran}' where id = any ($1)`, [both])
    expect((await follow('standing')).person.id).toBe(official.person.id)
  })
})
