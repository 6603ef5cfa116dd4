import { HOUR, MINUTE, moment } from '@core/base/time'
import { findViolations } from '../../runtime/invariants/find-violations'
import { runJobs } from '../../runtime/jobs'
import {
  book,
  callOff,
  grantPermissions,
  messageOutcomes,
  openOutbox,
  remainingPermissions,
  SMALL,
  sendDue,
  sendLater,
  TALK,
  TEMPLATES,
} from '../../testing/wechat/outbox'
import type { Connected } from '../../testing/wechat/wechat'
import { newIdempotencyKey } from '../../testing/world/idempotency-key'
import { MONDAY_TEN, openWorld, type Someone, type World } from '../../testing/world/world'
import { sendMessages } from './send'

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

test('a change is sent once, with its session and page, and without names', async () => {
  const { id } = await book(resident, TALK)
  await grantPermissions(wechat, resident, 'o-resident', ['moved'])
  await callOff(manager, TALK, '林晓梅打翻了水')
  await sendDue(world)
  await sendDue(world)
  expect(wechat.standIn.messages()).toEqual([
    {
      openid: 'o-resident',
      template: wechat.settings.templates.moved,
      page: `pages/booking/index?id=${id}`,
      values: { thing1: '讲座', time2: '2026年11月24日 14:00', thing3: '这一场已取消' },
    },
  ])
  expect(await messageOutcomes(world)).toMatchObject([{ status: 'sent', code: null, tries: 0 }])
  expect(await remainingPermissions(world, resident)).toEqual({ moved: 0 })
})

test('a promotion is sent, and on the day before a reminder, both by permission', async () => {
  const { id } = await book(resident, SMALL, { people: resident.people.slice(0, 2) })
  await book(elder, SMALL, { wait: true })
  await grantPermissions(wechat, elder, 'o-elder')
  await resident('POST', `/api/bookings/${id}/cancel`)
  await sendDue(world)
  expect(wechat.shown('promoted').map(({ values }) => values.thing3)).toEqual(['轮到您了，名额已留好'])
  expect(wechat.shown('promoted')[0]?.values.thing1).toBe('小场')
  await world.db.query(`update booking set booked_at = $1, promoted_at = $1 where status = 'booked'`, [
    moment(MONDAY_TEN),
  ])
  world.clock.now = MONDAY_TEN + 7 * HOUR
  await runJobs(world.deps)
  await sendDue(world)
  expect(wechat.shown('tomorrow').map(({ openid, values }) => [openid, values.thing3])).toEqual([['o-elder', '综合体']])
  expect(await remainingPermissions(world, elder)).toEqual({ moved: 1, promoted: 0, tomorrow: 0 })
})

test('without a permission a notice stays in the inbox, and WeChat is not called', async () => {
  await book(resident, TALK)
  await callOff(manager, TALK)
  await sendDue(world)
  expect(await messageOutcomes(world)).toMatchObject([{ status: 'none', code: 'no-permission' }])
  expect(wechat.standIn.calls('send')).toBe(0)
  expect((await resident('GET', '/api/notices')).body.notices[0].kind).toBe('called-off')
})

test('one permission for two notices is spent on the more important one', async () => {
  await book(resident, TALK)
  await book(resident, SMALL)
  await grantPermissions(wechat, resident, 'o-resident', ['moved'])
  const [{ station_id, id }] = (await world.db.query(`select * from session where id = $1`, [SMALL])) as [
    { station_id: string; id: string },
  ]
  await world.db.query(
    `insert into notice (person_id, kind, at, station_id, session_id) values ($1, 'moved', $2, $3, $4)`,
    [resident.id, moment(MONDAY_TEN), station_id, id],
  )
  await callOff(manager, TALK)
  await sendDue(world)
  expect(wechat.shown('moved').map(({ values }) => values.thing3)).toEqual(['这一场已取消'])
  expect((await messageOutcomes(world)).map(({ status }) => status)).toEqual(['sent', 'none'])
})

test('the more important message keeps its permission while it waits for a retry', async () => {
  await book(resident, TALK)
  await grantPermissions(wechat, resident, 'o-resident', ['moved'])
  await callOff(manager, TALK)
  wechat.standIn.answerNext('send', -1)
  await sendDue(world)
  await world.db.query(
    `insert into notice (person_id, kind, at, station_id, session_id) values ($1, 'moved', $2, 'hp001', $3)`,
    [resident.id, moment(MONDAY_TEN), SMALL],
  )
  await sendDue(world)
  expect((await messageOutcomes(world)).map(({ status }) => status)).toEqual(['queued', 'queued'])
  await sendLater(world, 5_000)
  expect((await messageOutcomes(world)).map(({ status }) => status)).toEqual(['sent', 'none'])
})

test('a read notice and the reminder of a cancelled booking are not sent', async () => {
  await grantPermissions(wechat, resident, 'o-resident')
  await book(resident, TALK)
  await callOff(manager, TALK)
  await world.db.query(`update notice set read_at = $1 where kind = 'called-off'`, [moment(MONDAY_TEN)])
  await sendDue(world)
  expect(await messageOutcomes(world)).toEqual([])
  const { id } = await book(resident, SMALL)
  wechat.standIn.answerNext('send', -1)
  world.clock.now = MONDAY_TEN + 7 * HOUR
  await runJobs(world.deps)
  await sendDue(world)
  expect(await messageOutcomes(world)).toMatchObject([{ status: 'queued', code: '-1' }])
  await resident('POST', `/api/bookings/${id}/cancel`)
  await sendLater(world, MINUTE)
  expect(await messageOutcomes(world)).toMatchObject([{ status: 'none', code: 'over' }])
  expect([wechat.standIn.messages(), await remainingPermissions(world, resident)]).toEqual([
    [],
    { moved: 1, promoted: 1, tomorrow: 1 },
  ])
})

test('a notice older than a day is not sent', async () => {
  await book(resident, TALK)
  await grantPermissions(wechat, resident, 'o-resident')
  await callOff(manager, TALK)
  await sendLater(world, 25 * HOUR)
  expect(await messageOutcomes(world)).toEqual([])
  expect(await world.db.query(`select 1 from notice where kind = 'called-off' and not posted`)).toEqual([])
})

describe('permissions', () => {
  test('list the templates, and none without WeChat', async () => {
    const { templates } = (await resident('GET', '/api/permissions')).body
    expect(templates).toEqual(TEMPLATES.map((name) => ({ name, id: wechat.settings.templates[name] })))
    const off = { ...world.deps, wechat: undefined }
    Object.assign(world.deps, { wechat: undefined })
    expect((await resident('GET', '/api/permissions')).body).toEqual({ templates: [] })
    await sendMessages(off)
  })
  test('count once per idempotency key, up to 99', async () => {
    const key = newIdempotencyKey()
    const allow = (templates: string[], under = newIdempotencyKey()) =>
      resident('POST', '/api/permissions', { templates }, under)
    for (let time = 0; time < 2; time++) expect((await allow(['moved', 'moved'], key)).status).toBe(200)
    expect(await remainingPermissions(world, resident)).toEqual({ moved: 1 })
    expect((await allow(['tomorrow'], key)).status).toBe(422)
    await world.db.query('update message_permission set allowed = 99')
    await allow(['moved', 'tomorrow'])
    expect(await remainingPermissions(world, resident)).toEqual({ moved: 99, tomorrow: 1 })
    for (const wrong of [[], ['other'], ['moved', 'moved', 'moved', 'moved']])
      expect((await allow(wrong as string[])).body.code).toBe('bad-input')
  })
})
