import { HOUR, MINUTE, moment } from '@core/time'
import { findViolations } from '../testing/invariants'
import { newKey } from '../testing/keys'
import { allow, book, callOff, fates, later, left, openOutbox, SMALL, send, TALK, TEMPLATES } from '../testing/outbox'
import type { Connected } from '../testing/wechat'
import { MONDAY_TEN, openWorld, type Someone, type World } from '../testing/world'
import { tick } from '../tick'
import { tendMessages } from './send'

let world: World
let wechat: Connected
let resident: Someone
let elder: Someone
let manager: Someone
beforeEach(async () => {
  world ??= await openWorld()
  ;({ wechat, resident, elder, manager } = await openOutbox(world))
})
afterEach(async () => {
  expect(await findViolations(world.db, world.clock.now)).toEqual({})
  await wechat.stop()
})
afterAll(() => world.close())

test('what has changed goes out once, with what it is about and where it leads, and no name', async () => {
  const { id } = await book(resident, TALK)
  await allow(wechat, resident, 'o-resident', ['moved'])
  await callOff(manager, TALK, '林晓梅打翻了水')
  await send(world)
  await send(world)
  expect(wechat.standIn.messages()).toEqual([
    {
      openid: 'o-resident',
      template: wechat.settings.templates.moved,
      page: `pages/booking/index?id=${id}`,
      values: { thing1: '讲座', time2: '2026年11月24日 14:00', thing3: '这一场不办了' },
    },
  ])
  expect(await fates(world)).toMatchObject([{ status: 'sent', code: null, tries: 0 }])
  expect(await left(world, resident)).toEqual({ moved: 0 })
})

test('whose turn it is hears of it; the day before, everybody who may', async () => {
  const { id } = await book(resident, SMALL, { people: resident.people.slice(0, 2) })
  await book(elder, SMALL, { wait: true })
  await allow(wechat, elder, 'o-elder')
  await resident('POST', `/api/bookings/${id}/cancel`)
  await send(world)
  expect(wechat.shown('promoted').map(({ values }) => values.thing3)).toEqual(['轮到您了，位子已经留好'])
  expect(wechat.shown('promoted')[0]?.values.thing1).toBe('小场')
  await world.db.query(`update booking set booked_at = $1, promoted_at = $1 where status = 'booked'`, [
    moment(MONDAY_TEN),
  ])
  world.clock.now = MONDAY_TEN + 7 * HOUR
  await tick(world.deps)
  await send(world)
  expect(wechat.shown('tomorrow').map(({ openid, values }) => [openid, values.thing3])).toEqual([['o-elder', '综合体']])
  expect(await left(world, elder)).toEqual({ moved: 1, promoted: 0, tomorrow: 0 })
})

test('without a permission it stays in the inbox, and WeChat is not asked', async () => {
  await book(resident, TALK)
  await callOff(manager, TALK)
  await send(world)
  expect(await fates(world)).toMatchObject([{ status: 'none', code: 'no-permission' }])
  expect(wechat.standIn.calls('send')).toBe(0)
  expect((await resident('GET', '/api/notices')).body.notices[0].kind).toBe('called-off')
})

test('a permission for two: it is spent on what matters more, whatever came first', async () => {
  await book(resident, TALK)
  await book(resident, SMALL)
  await allow(wechat, resident, 'o-resident', ['moved'])
  const [{ station_id, id }] = (await world.db.query(`select * from session where id = $1`, [SMALL])) as [
    { station_id: string; id: string },
  ]
  await world.db.query(
    `insert into notice (person_id, kind, at, station_id, session_id) values ($1, 'moved', $2, $3, $4)`,
    [resident.id, moment(MONDAY_TEN), station_id, id],
  )
  await callOff(manager, TALK)
  await send(world)
  expect(wechat.shown('moved').map(({ values }) => values.thing3)).toEqual(['这一场不办了'])
  expect((await fates(world)).map(({ status }) => status)).toEqual(['sent', 'none'])
})

test('what matters more keeps its permission while it waits to be tried again', async () => {
  await book(resident, TALK)
  await allow(wechat, resident, 'o-resident', ['moved'])
  await callOff(manager, TALK)
  wechat.standIn.answerNext('send', -1)
  await send(world)
  await world.db.query(
    `insert into notice (person_id, kind, at, station_id, session_id) values ($1, 'moved', $2, 'hp001', $3)`,
    [resident.id, moment(MONDAY_TEN), SMALL],
  )
  await send(world)
  expect((await fates(world)).map(({ status }) => status)).toEqual(['queued', 'queued'])
  await later(world, 5_000)
  expect((await fates(world)).map(({ status }) => status)).toEqual(['sent', 'none'])
})

test('nobody is sent what they have read, what is over, or what has begun', async () => {
  await allow(wechat, resident, 'o-resident')
  await book(resident, TALK)
  await callOff(manager, TALK)
  await world.db.query(`update notice set read_at = $1 where kind = 'called-off'`, [moment(MONDAY_TEN)])
  await send(world)
  expect(await fates(world)).toEqual([])
  const { id } = await book(resident, SMALL)
  wechat.standIn.answerNext('send', -1)
  world.clock.now = MONDAY_TEN + 7 * HOUR
  await tick(world.deps)
  await send(world)
  expect(await fates(world)).toMatchObject([{ status: 'queued', code: '-1' }])
  await resident('POST', `/api/bookings/${id}/cancel`)
  await later(world, MINUTE)
  expect(await fates(world)).toMatchObject([{ status: 'none', code: 'over' }])
  expect([wechat.standIn.messages(), await left(world, resident)]).toEqual([[], { moved: 1, promoted: 1, tomorrow: 1 }])
})

test('what was told more than a day ago is no news, nor what nobody has a template for', async () => {
  await book(resident, TALK)
  await allow(wechat, resident, 'o-resident')
  await callOff(manager, TALK)
  await later(world, 25 * HOUR)
  expect(await fates(world)).toEqual([])
  expect(await world.db.query(`select 1 from notice where kind = 'called-off' and not posted`)).toEqual([])
})

describe('permissions', () => {
  test('the templates there are', async () => {
    const { templates } = (await resident('GET', '/api/permissions')).body
    expect(templates).toEqual(TEMPLATES.map((name) => ({ name, id: wechat.settings.templates[name] })))
    const off = { ...world.deps, wechat: undefined }
    Object.assign(world.deps, { wechat: undefined })
    expect((await resident('GET', '/api/permissions')).body).toEqual({ templates: [] })
    await tendMessages(off)
  })
  test('count once a key, up to ninety-nine', async () => {
    const key = newKey()
    const say = (templates: string[], under = newKey()) => resident('POST', '/api/permissions', { templates }, under)
    for (let time = 0; time < 2; time++) expect((await say(['moved', 'moved'], key)).status).toBe(200)
    expect(await left(world, resident)).toEqual({ moved: 1 })
    expect((await say(['tomorrow'], key)).status).toBe(422)
    await world.db.query('update message_permission set allowed = 99')
    await say(['moved', 'tomorrow'])
    expect(await left(world, resident)).toEqual({ moved: 99, tomorrow: 1 })
    for (const wrong of [[], ['other'], ['moved', 'moved', 'moved', 'moved']])
      expect((await say(wrong as string[])).body.code).toBe('bad-input')
  })
})
