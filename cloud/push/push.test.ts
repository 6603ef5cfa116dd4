import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { DAY, MINUTE } from '@core/time'
import { serve } from '@hono/node-server'
import { createApp } from '../app'
import { writePhone } from '../identity/queries'
import { tendMessages } from '../message/send'
import { beginAnew } from '../testing/anew'
import { findViolations } from '../testing/invariants'
import { newKey } from '../testing/keys'
import { createBarrier, meddled } from '../testing/meddling'
import { type Connected, connectWechat } from '../testing/wechat'
import { MONDAY_TEN, openWorld, type Someone, type World } from '../testing/world'
import { tick } from '../tick'

const TALK = 'hp001.talk-2611241400'
type Event = Record<string, unknown>
let world: World
let wechat: Connected
let resident: Someone
let server: Server
let url: string

async function listen(): Promise<void> {
  const app = createApp(world.deps)
  server = await new Promise<Server>((resolve) => {
    const one = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, () => resolve(one as Server))
  })
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/wechat/push`
}
async function hangUp(): Promise<void> {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
}
beforeEach(async () => {
  world ??= await openWorld()
  await beginAnew(world)
  await world.db.query('truncate wechat_webhook')
  wechat = await connectWechat(world)
  resident = await world.as('resident')
  await wechat.meet(resident.id, 'o-resident')
  world.logged.length = 0
  await listen()
})
afterEach(async () => {
  await hangUp()
  expect(await findViolations(world.db, world.clock.now)).toEqual({})
  await wechat.stop()
})
afterAll(() => world.close())

const seconds = (ms = 0) => Math.floor((world.clock.now + ms) / 1000)
const event = (name: string, more: Event = {}, from = 'o-resident'): Event => ({
  ToUserName: 'gh_0000000000001',
  FromUserName: from,
  CreateTime: seconds(),
  MsgType: 'event',
  Event: name,
  ...more,
})
const push = (message: Event, odd = {}) => wechat.standIn.push(url, message, { tries: 1, ...odd })
const heard = async (message: Event) => expect(await push(message)).toEqual({ status: 200, text: 'success', tries: 1 })
const reject = (...templates: ('moved' | 'tomorrow')[]) =>
  templates.map((one) => ({ TemplateId: wechat.settings.templates[one], SubscribeStatusString: 'reject' }))
const allow = async (templates = ['moved', 'tomorrow'], times = 1) => {
  for (let time = 0; time < times; time++) await resident('POST', '/api/permissions', { templates }, newKey())
}
const allowed = async () =>
  Object.fromEntries(
    (
      await world.db.query<{ template: string; allowed: number }>('select template, allowed from message_permission')
    ).map((row) => [row.template, row.allowed]),
  )

describe('at its door', () => {
  test('it is greeted', async () => {
    expect(await wechat.standIn.greet(url)).toMatchObject({ status: 200, text: '5837397520665436492' })
  })
  test.each([
    ['a wrong signature', () => ({ signature: 'a'.repeat(40) })],
    ['one of six minutes ago', () => ({ timestamp: String(seconds(-6 * MINUTE)) })],
  ])('%s changes nothing', async (_what, odd) => {
    await allow()
    expect(await push(event('subscribe_msg_change_event', { List: reject('moved') }), odd())).toMatchObject({
      status: 401,
    })
    expect(await allowed()).toEqual({ moved: 1, tomorrow: 1 })
  })
  test('one that was overheard is good for nothing else, and the same again does nothing more', async () => {
    const change = event('subscribe_msg_change_event', { List: reject('moved') })
    const overheard = { timestamp: String(seconds()), nonce: '77' }
    await allow()
    await push(change, overheard)
    expect(await push({ ...change, List: reject('tomorrow') }, overheard)).toMatchObject({ status: 401 })
    expect(await allowed()).toEqual({ moved: 0, tomorrow: 1 })
    await allow(['moved'])
    await heard(change)
    expect(await allowed()).toEqual({ moved: 1, tomorrow: 1 })
  })
  test('whatever takes long, WeChat is answered within its five seconds and comes no second time', async () => {
    await hangUp()
    const done = createBarrier(2)
    const slow = meddled(world.db, /update message_permission/, async (ask, text, params) => {
      await done()
      return ask(text, params)
    })
    const { deps } = world
    world = { ...world, deps: { ...deps, db: slow } }
    await listen()
    world = { ...world, deps }
    await allow()
    const answer = await push(event('subscribe_msg_change_event', { List: reject('moved') }), {
      tries: 3,
      patience: 5_000,
    })
    expect(answer).toEqual({ status: 200, text: 'success', tries: 1 })
    // What it was about is done all the same.
    expect(await allowed()).toMatchObject({ moved: 1 })
    await done()
    while ((await allowed()).moved !== 0) await new Promise((resolve) => setImmediate(resolve))
  }, 15_000)
  test('where there is no token there is no door', async () => {
    await hangUp()
    Object.assign(world.deps, { wechat: { ...world.deps.wechat, pushToken: undefined } })
    await listen()
    expect(await push(event('user_info_modified'))).toMatchObject({ status: 404 })
  })
})

describe('messages they want no more', () => {
  test('one template or several; what was allowed since is good', async () => {
    await allow(['moved', 'tomorrow'], 3)
    // A single one comes without a list, and the time in letters.
    await heard(event('subscribe_msg_change_event', { List: reject('moved')[0], CreateTime: String(seconds()) }))
    expect(await allowed()).toEqual({ moved: 0, tomorrow: 3 })
    const before = seconds()
    world.clock.now += 2_000
    await allow(['tomorrow'])
    await heard(event('subscribe_msg_change_event', { List: reject('tomorrow', 'moved'), CreateTime: before }))
    expect(await allowed()).toEqual({ moved: 0, tomorrow: 4 })
  })
  test('nobody else’s, and no template of another app', async () => {
    await allow()
    await heard(event('subscribe_msg_change_event', { List: reject('moved') }, 'o-unknown'))
    await heard(event('subscribe_msg_change_event', { List: { TemplateId: 'other', SubscribeStatusString: 'reject' } }))
    expect(await allowed()).toEqual({ moved: 1, tomorrow: 1 })
  })
  test('a yes is counted by the phone that was tapped, and not here as well', async () => {
    const yes = { TemplateId: wechat.settings.templates.moved, SubscribeStatusString: 'accept', PopupScene: '0' }
    await allow()
    await heard(event('subscribe_msg_popup_event', { List: yes }))
    expect(await allowed()).toEqual({ moved: 1, tomorrow: 1 })
  })
})

describe('what became of a message', () => {
  const told = async () => {
    await allow(['moved'], 2)
    wechat.standIn.grant('o-resident', wechat.settings.templates.moved)
    await resident('POST', '/api/bookings', { session: TALK, people: [resident.id] }, newKey())
    await (await world.as('manager'))('POST', `/api/sessions/${TALK}/call-off`, { reason: '停水' })
    await tendMessages(world.deps)
    const [row] = await world.db.query<{ msgid: string }>(`select msgid from message where status = 'sent'`)
    return row?.msgid
  }
  const fate = async () => (await world.db.query('select status, code from message'))[0]
  const result = (MsgID: string | undefined, ErrorCode: string) =>
    event('subscribe_msg_sent_event', {
      List: { TemplateId: wechat.settings.templates.moved, MsgID, ErrorCode, ErrorStatus: 'x' },
    })

  test('it arrived', async () => {
    const msgid = await told()
    expect(msgid).toBe('3248682510344192001')
    await heard(result(msgid, '0'))
    expect(await fate()).toEqual({ status: 'sent', code: null })
  })
  test('it did not: the district sees it, and can have it sent again', async () => {
    const msgid = await told()
    await heard(result('3248682510344192002', '-1'))
    expect(await fate()).toEqual({ status: 'sent', code: null })
    await heard(result(msgid, '-1'))
    expect(await fate()).toEqual({ status: 'dead', code: '-1' })
    const { messages } = (await (await world.as('district'))('GET', '/api/messages/dead')).body
    expect(messages).toMatchObject([{ template: 'moved', code: '-1' }])
    expect(await allowed()).toEqual({ moved: 1 })
  })
  test('they allow none: it stays in the inbox, and what was counted is struck off', async () => {
    await heard(result(await told(), '43101'))
    expect([await fate(), await allowed()]).toEqual([{ status: 'refused', code: '43101' }, { moved: 0 }])
  })
})

describe('what they take back', () => {
  const theirs = (name: string, more: Event = {}) =>
    event(name, { OpenID: 'o-resident', AppID: wechat.settings.appid, ...more }, 'o-platform')
  const phone = async () => (await resident('GET', '/api/me')).body.phone

  test('the number goes, and nothing else does; with one tap it is back', async () => {
    await writePhone(world.db, wechat.sealer, resident.id, '13800138000', world.clock.now)
    await heard(theirs('user_authorization_revoke', { RevokeInfo: '13' }))
    await heard(theirs('user_authorization_revoke', { RevokeInfo: '8', OpenID: 'o-unknown' }))
    expect(await phone()).toBe('138****8000')
    await heard(theirs('user_authorization_revoke', { RevokeInfo: '8' }))
    expect(await phone()).toBeUndefined()
    await resident('POST', '/api/me/phone', { code: wechat.standIn.phoneCode('13800138000') })
    expect(await phone()).toBe('138****8000')
  })

  const erased = async () =>
    (
      await world.db.query<{ gone: boolean }>('select erased_at is not null as gone from person where id = $1', [
        resident.id,
      ])
    )[0]?.gone
  const day = async (days: number) => {
    world.clock.now = MONDAY_TEN + days * DAY
    await tick(world.deps)
  }

  test('who gave up their WeChat and does not come back is erased with theirs, once a login has had its time', async () => {
    await heard(theirs('user_authorization_cancellation'))
    await heard(theirs('user_authorization_cancellation', { CreateTime: seconds(1_000) }))
    expect((await resident('GET', '/api/me')).status).toBe(200)
    await day(29)
    expect(await erased()).toBe(false)
    await day(30)
    expect(await erased()).toBe(true)
    const rows = await world.db.query(
      'select p::text as row from person p union all select l::text from pending_erasure l',
    )
    expect(JSON.stringify(rows)).not.toMatch(/林晓梅|小宝/)
  })
  test('who comes back in that time stays', async () => {
    await heard(theirs('user_authorization_cancellation'))
    await day(28)
    expect((await resident('GET', '/api/me')).status).toBe(200)
    await day(40)
    expect(await erased()).toBe(false)
    expect(await world.db.query('select 1 from pending_erasure')).toEqual([])
  })
  test('whom others hang on waits, and whoever was erased leaves nothing', async () => {
    await heard(theirs('user_authorization_cancellation'))
    await resident('DELETE', '/api/me?sure=yes')
    expect(await world.db.query('select 1 from pending_erasure')).toEqual([])
    const manager = await world.as('manager')
    await wechat.meet(manager.id, 'o-manager')
    await heard(theirs('user_authorization_cancellation', { OpenID: 'o-manager' }))
    await day(31)
    const [row] = await world.db.query('select erased_at from person where id = $1', [manager.id])
    expect(row).toEqual({ erased_at: null })
  })
})

test('what is new to us, and what is not as it should be, is answered, and named in the log without anybody', async () => {
  await heard(event('something_of_tomorrow', { secret: 'o-resident 林晓梅' }))
  await heard(event('a name! 林晓梅'))
  await heard({ ...event('x'), Event: undefined, MsgType: 'text', Content: '你好', MsgId: 1 })
  await heard(event('subscribe_msg_change_event', { List: [{ TemplateId: 7 }] }))
  await heard(event('user_authorization_revoke'))
  await heard(event('user_info_modified'))
  expect(world.logged).toEqual([
    { event: 'wechat-push-unknown', what: 'something_of_tomorrow' },
    { event: 'wechat-push-unknown', what: 'other' },
    { event: 'wechat-push-unknown', what: 'text' },
    { event: 'wechat-push-odd', what: 'subscribe_msg_change_event' },
    { event: 'wechat-push-odd', what: 'user_authorization_revoke' },
  ])
})

test('what is known of pushes is forgotten an hour later', async () => {
  await heard(event('user_info_modified'))
  world.clock.now += 59 * MINUTE
  await tick(world.deps)
  expect(await world.db.query('select 1 from wechat_webhook')).toHaveLength(1)
  world.clock.now += 2 * MINUTE
  await tick(world.deps)
  expect(await world.db.query('select 1 from wechat_webhook')).toEqual([])
})
