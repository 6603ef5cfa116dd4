import { DAY } from '@core/base/time'
import { openTestStage, type TestStage } from '../../../stand-in/test-stage'
import type { WxIdentity } from '../../base/wx-identity'
import { createApp } from '../../runtime/app'
import { findViolations } from '../../runtime/invariants/find-violations'
import { openWorld, type World } from '../../testing/world/world'
import { openidOf } from './queries'

let world: World
let stage: TestStage
beforeAll(async () => {
  world = await openWorld()
  stage = await openTestStage({ db: world.db })
  world.deps.wechat = stage.wechat
  world.deps.sealer = stage.sealer
})
beforeEach(() => {
  world.deps.demo = false
})
afterEach(async () => expect(await findViolations(world.db, world.clock.now)).toEqual({}))
afterAll(async () => {
  await stage.close()
  await world.close()
})
const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
const login = async (code: string) => world.ask('POST', '/api/login', { code })
const loginAs = async (openid: string, unionid?: string) => (await login(stage.standIn.loginCode(openid, unionid))).body

describe('login by a WeChat code', () => {
  test('creates a person without a name at first, and finds that person afterwards', async () => {
    const first = await loginAs('openid-first')
    expect(first).toMatchObject({ person: { name: '', relation: 'self' }, people: [], roles: [] })
    const again = await loginAs('openid-first')
    expect(again.person.id).toBe(first.person.id)
    expect(again.token).not.toBe(first.token)
    expect((await loginAs('openid-second')).person.id).not.toBe(first.person.id)
  })
  test('lets the new person set their own name', async () => {
    const { token, person } = await loginAs('openid-named')
    const { status } = await world.ask('PATCH', `/api/people/${person.id}`, { name: '许安' }, bearer(token))
    expect(status).toBe(200)
    expect((await loginAs('openid-named')).person.name).toBe('许安')
  })
  test('finds the person whose unionid is known from another app of ours', async () => {
    const mini = await loginAs('openid-of-mini', 'union-one')
    expect((await loginAs('openid-of-another', 'union-one')).person.id).toBe(mini.person.id)
  })
  test('accepts a code once, within five minutes', async () => {
    const code = stage.standIn.loginCode('openid-once')
    expect((await login(code)).status).toBe(200)
    expect([(await login(code)).status, (await login('made-up')).status]).toEqual([400, 400])
    const late = stage.standIn.loginCode('openid-once')
    stage.clock.now += 5 * 60_000 + 1
    expect((await login(late)).body.code).toBe('bad-code')
  })
  test('answers 503 and creates nobody while WeChat is busy', async () => {
    const before = await world.db.query('select 1 from person')
    stage.standIn.answerNext('jscode2session', -1, 3)
    expect((await login(stage.standIn.loginCode('openid-busy'))).status).toBe(503)
    expect(await world.db.query('select 1 from person')).toHaveLength(before.length)
  })
  test('creates one person for eight simultaneous first logins', async () => {
    const all = await Promise.all(Array.from({ length: 8 }, () => loginAs('openid-eight')))
    expect(new Set(all.map(({ person }) => person.id)).size).toBe(1)
  })
  test('neither stores nor logs an openid, a code or a token in plain text', async () => {
    const code = stage.standIn.loginCode('openid-to-be-looked-for')
    const { token, person } = (await login(code)).body
    const text = JSON.stringify([
      await world.db.query('select * from identity'),
      await world.db.query('select * from login'),
      stage.logged,
      world.logged,
    ])
    for (const secret of ['openid-to-be-looked-for', code, token]) expect(text).not.toContain(secret)
    expect((await openidOf(world.db, stage.sealer, stage.wechat.appid, person.id))?.openid).toBe(
      'openid-to-be-looked-for',
    )
  })
})

describe('login by WeChat’s own runtime, in an event function', () => {
  const loginByRuntime = async (wx?: WxIdentity, more: object = {}) => {
    const init = { method: 'POST', body: JSON.stringify({ wechat: 'caller', ...more }) }
    const answer = await createApp(world.deps).request('/api/login', init, { wx })
    return { status: answer.status, body: await answer.json() }
  }
  const appid = () => stage.wechat.appid
  test('finds the same person as a login by code, and needs no code', async () => {
    const { status, body } = await loginByRuntime({ openid: 'openid-called', appid: appid() }, { app: 'weapp' })
    expect([status, body.person.relation]).toEqual([200, 'self'])
    expect((await loginByRuntime({ openid: 'openid-called', appid: appid() })).body.person.id).toBe(body.person.id)
    expect((await loginByRuntime({ openid: 'openid-called-too', appid: appid() })).body.person.id).not.toBe(
      body.person.id,
    )
    expect((await loginAs('openid-called')).person.id).toBe(body.person.id)
  })
  test('is announced to the phone, which then requests no code', async () => {
    const callerFlag = async (wx?: WxIdentity) =>
      (await (await createApp(world.deps).request('/api/login', {}, { wx })).json()).caller
    expect([await callerFlag({ openid: 'openid-called', appid: appid() }), await callerFlag()]).toEqual([
      true,
      undefined,
    ])
  })
  test('works without the app secret, but not without the sealer', async () => {
    const { wechat, sealer } = world.deps
    world.deps.wechat = undefined
    expect((await loginByRuntime({ openid: 'openid-no-secret', appid: appid() })).status).toBe(200)
    world.deps.sealer = undefined
    expect((await loginByRuntime({ openid: 'openid-no-secret', appid: appid() })).body.code).toBe('bad-code')
    Object.assign(world.deps, { wechat, sealer })
  })
  test('is refused without a caller identity, whatever the request claims', async () => {
    const before = await world.db.query('select 1 from person')
    expect((await loginByRuntime()).body.code).toBe('bad-code')
    const forgedHeaders = { 'x-wx-openid': 'openid-called', 'x-wx-appid': appid() }
    expect((await world.ask('POST', '/api/login', { wechat: 'caller' }, forgedHeaders)).body.code).toBe('bad-code')
    expect((await loginByRuntime(undefined, { openid: 'openid-called' })).body.code).toBe('bad-input')
    expect(await world.db.query('select 1 from person')).toHaveLength(before.length)
  })
})

describe('a phone number', () => {
  const savePhone = async (token: string, number: string) =>
    world.ask('POST', '/api/me/phone', { code: stage.standIn.phoneCode(number) }, bearer(token))
  test('is stored sealed, shown masked, and can be replaced and deleted', async () => {
    const { token, person } = await loginAs('openid-phone')
    expect((await savePhone(token, '13800138000')).body).toEqual({ phone: '138****8000' })
    expect((await world.ask('GET', '/api/me', undefined, bearer(token))).body.phone).toBe('138****8000')
    const [row] = await world.db.query<{ number: string }>('select number from phone where person_id = $1', [person.id])
    expect(row?.number).toMatch(/^s1\./)
    expect(JSON.stringify(await world.db.query('select * from phone'))).not.toContain('13800138000')
    expect((await savePhone(token, '13900139000')).body.phone).toBe('139****9000')
    expect((await world.ask('DELETE', '/api/me/phone', undefined, bearer(token))).status).toBe(200)
    expect((await world.ask('GET', '/api/me', undefined, bearer(token))).body.phone).toBeUndefined()
  })
  test('cannot be decrypted in a row moved to another person', async () => {
    const [one, two] = [await loginAs('openid-one'), await loginAs('openid-two')]
    await savePhone(one.token, '13800138000')
    await world.db.query('update phone set person_id = $2 where person_id = $1', [one.person.id, two.person.id])
    expect((await world.ask('GET', '/api/me', undefined, bearer(two.token))).status).toBe(500)
    await world.db.query('delete from phone')
  })
  test('is refused with a login code instead of the button’s code', async () => {
    const { token } = await loginAs('openid-wrong-code')
    const code = stage.standIn.loginCode('openid-wrong-code')
    expect((await world.ask('POST', '/api/me/phone', { code }, bearer(token))).body.code).toBe('bad-code')
  })
})

test('an erased person loses identity and phone number, and is a new person at the next login', async () => {
  const { token, person } = await loginAs('openid-gone')
  await world.ask('POST', '/api/me/phone', { code: stage.standIn.phoneCode('13700137000') }, bearer(token))
  expect((await world.ask('DELETE', '/api/me?sure=yes', undefined, bearer(token))).status).toBe(200)
  const left = await world.db.query(
    'select 1 from identity where person_id = $1 union all select 1 from phone where person_id = $1',
    [person.id],
  )
  expect(left).toEqual([])
  world.clock.now += DAY
  expect((await loginAs('openid-gone')).person.id).not.toBe(person.id)
})
