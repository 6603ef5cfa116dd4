import { openTestStage, type TestStage } from '../../../stand-in/test-stage'
import { findViolations } from '../../testing/database/invariants'
import { newIdempotencyKey } from '../../testing/world/idempotency-key'
import { MONDAY_TEN, openWorld, type World } from '../../testing/world/world'
import { createWechat } from '../../wechat/client'

type How = Parameters<TestStage['standIn']['officialCode']>[2]
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
const enter = (body: object) => world.ask('POST', '/api/login', body)
const byMini = async (openid: string, unionid?: string) =>
  (await enter({ code: stage.standIn.loginCode(openid, unionid), app: 'weapp' })).body
const byOfficial = async (openid: string, unionid?: string, how?: How) =>
  (await enter({ official: stage.standIn.officialCode(openid, unionid, how), app: 'h5' })).body
const people = async () => (await world.db.query('select 1 from person where erased_at is null')).length
const asked = async <T>(what: () => Promise<T>): Promise<number> => {
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

describe('in WeChat’s own browser', () => {
  test('the cloud says where one is sent, and only what is configured', async () => {
    const { body } = await world.ask('GET', '/api/login')
    expect(body).toEqual({
      wechat: true,
      official: { appid: stage.settings.official.appid, authorize: `${stage.settings.open}/connect/oauth2/authorize` },
    })
    expect(JSON.stringify(body)).not.toContain(stage.settings.official.secret)
  })
  test('whoever comes for the first time is somebody new, then they are known', async () => {
    const first = await byOfficial('gh-first')
    expect(first).toMatchObject({ person: { name: '', relation: 'self' }, people: [], roles: [] })
    expect((await byOfficial('gh-first')).person.id).toBe(first.person.id)
    const { logins } = (await world.ask('GET', '/api/logins', undefined, bearer(first.token))).body
    expect(logins[0].app).toBe('h5')
  })
  test('a code is good once, and is none of the mini-program’s; nor is that one here', async () => {
    const code = stage.standIn.officialCode('gh-once')
    expect((await enter({ official: code })).status).toBe(200)
    const mini = stage.standIn.loginCode('openid-once')
    for (const body of [{ official: code }, { official: mini }, { code: stage.standIn.officialCode('gh-once') }]) {
      expect((await enter(body)).body.code).toBe('bad-code')
    }
  })
  test('whoever looks at a copy of the page is nobody', async () => {
    const before = await people()
    const code = stage.standIn.officialCode('gh-virtual', 'u-virtual', { snapshot: true })
    expect((await enter({ official: code })).body.code).toBe('bad-code')
    expect(await people()).toBe(before)
  })
  test('where there is no official account no code of its is good, and none is told', async () => {
    const { official: _, ...without } = stage.settings
    world.deps.wechat = createWechat(without, stage.means)
    expect((await enter({ official: stage.standIn.officialCode('gh-none') })).body.code).toBe('bad-code')
    expect((await world.ask('GET', '/api/login')).body).toEqual({ wechat: true })
    world.deps.wechat = stage.wechat
  })
  test('nothing that WeChat gave is kept or logged: no code, no token of theirs, no openid', async () => {
    const code = stage.standIn.officialCode('gh-to-be-looked-for', 'u-to-be-looked-for', { follows: true })
    const { token } = (await enter({ official: code })).body
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

describe('who is known by the mini-program', () => {
  test('is the same person here, where they follow the account: WeChat is asked, once', async () => {
    const mini = await byMini('openid-same', 'u-same')
    let here: Awaited<ReturnType<typeof byOfficial>> | undefined
    const first = await asked(async () => {
      here = await byOfficial('gh-same', 'u-same', { follows: true })
    })
    expect([here.person.id, first]).toEqual([mini.person.id, 1])
    // Known from then on, whatever becomes of WeChat or of their following.
    expect(await asked(() => byOfficial('gh-same', 'u-same'))).toBe(0)
    expect((await byOfficial('gh-same')).person.id).toBe(mini.person.id)
  })
  test('and the other way round', async () => {
    const here = await byOfficial('gh-round', 'u-round', { follows: true })
    expect((await byMini('openid-round', 'u-round')).person.id).toBe(here.person.id)
  })
  test('is so too where their code tells it by itself', async () => {
    const mini = await byMini('openid-told', 'u-told')
    expect(await asked(() => byOfficial('gh-told', 'u-told', { told: true }))).toBe(0)
    expect((await byOfficial('gh-told')).person.id).toBe(mini.person.id)
  })
  test('is not made anew because WeChat is busy; who is known gets in all the same', async () => {
    await byOfficial('gh-known')
    const before = await people()
    stage.standIn.answerNext('user_info', -1, 3)
    const code = stage.standIn.officialCode('gh-busy', 'u-busy', { follows: true })
    expect((await enter({ official: code })).status).toBe(503)
    expect(await people()).toBe(before)
    stage.standIn.answerNext('user_info', -1, 3)
    expect((await enter({ official: stage.standIn.officialCode('gh-known') })).status).toBe(200)
  })
  test('an account that may not ask who somebody is lets them in as whom it knows', async () => {
    stage.standIn.answerNext('user_info', 48001)
    expect((await enter({ official: stage.standIn.officialCode('gh-may-not') })).status).toBe(200)
  })
})

describe('one human, brought by two apps as two, until WeChat says that they are one:', () => {
  const halves = async (name: string) => {
    const mini = await byMini(`openid-${name}`, `u-${name}`)
    const here = await byOfficial(`gh-${name}`, `u-${name}`)
    expect(here.person.id).not.toBe(mini.person.id)
    return { mini, here }
  }
  const follow = (name: string) => byOfficial(`gh-${name}`, `u-${name}`, { follows: true })
  const me = async (token: string) => (await world.ask('GET', '/api/me', undefined, bearer(token))).status

  test('the half that has nothing is folded into the other, and its logins are over', async () => {
    const { mini, here } = await halves('empty')
    await book(mini.token, mini.person.id, 24)
    expect((await follow('empty')).person.id).toBe(mini.person.id)
    expect([await me(here.token), await me(mini.token)]).toEqual([401, 200])
    const [left] = await world.db.query('select name, erased_at from person where id = $1', [here.person.id])
    expect(left).toMatchObject({ name: '', erased_at: world.clock.now })
    expect((await byOfficial('gh-empty')).person.id).toBe(mini.person.id)
  })
  test('so it is when the empty half is the one of the mini-program', async () => {
    const { mini, here } = await halves('mini')
    await book(here.token, here.person.id, 24)
    const now = await follow('mini')
    expect(now.person.id).toBe(here.person.id)
    expect((await byMini('openid-mini', 'u-mini')).person.id).toBe(here.person.id)
    expect(await me(mini.token)).toBe(401)
  })
  test('a name goes along, where the other has none', async () => {
    const { mini, here } = await halves('name')
    await book(mini.token, mini.person.id, 24)
    // Of whom it knows by the official account alone WeChat judges no name; here it passes as in the demo.
    world.deps.demo = true
    await world.ask('PATCH', `/api/people/${here.person.id}`, { name: '许安' }, bearer(here.token))
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
  ])('where each has something, here %s, they stay two; erased, the one comes to the other', async (what, get) => {
    const { mini, here } = await halves(what)
    await book(mini.token, mini.person.id, 24)
    expect((await get(here.token, here.person.id)).status).toBeLessThan(300)
    expect((await follow(what)).person.id).toBe(here.person.id)
    expect((await byMini(`openid-${what}`, `u-${what}`)).person.id).toBe(mini.person.id)
    expect((await world.ask('DELETE', '/api/me?sure=yes', undefined, bearer(here.token))).status).toBe(200)
    expect((await follow(what)).person.id).toBe(mini.person.id)
  })
  test('where each is something to a district, they stay two', async () => {
    const { mini, here } = await halves('standing')
    const both = [mini.person.id, here.person.id]
    await world.db.query(`update person set standing = '{veteran}' where id = any ($1)`, [both])
    expect((await follow('standing')).person.id).toBe(here.person.id)
  })
})
