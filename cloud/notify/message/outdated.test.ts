import { HOUR, MINUTE, moment } from '@core/base/time'
import { findViolations } from '../../runtime/invariants/find-violations'
import { runJobs } from '../../runtime/jobs'
import {
  book,
  grantPermissions,
  messageOutcomes,
  openOutbox,
  SMALL,
  sendDue,
  sendLater,
} from '../../testing/wechat/outbox'
import type { Connected } from '../../testing/wechat/wechat'
import { resetPlan } from '../../testing/world/reset-plan'
import { MONDAY_TEN, openWorld, type Someone, type World } from '../../testing/world/world'

let world: World
let wechat: Connected
let resident: Someone
let elder: Someone
let manager: Someone
beforeEach(async () => {
  world ??= await openWorld()
  await resetPlan(world)
  ;({ wechat, resident, elder, manager } = await openOutbox(world))
})
afterEach(async () => {
  expect(await findViolations(world.db, world.clock.now)).toEqual({})
  await wechat.stop()
})
afterAll(() => world.close())

/** WeChat is busy, so that the message waits for a retry and what it tells changes meanwhile. */
const sendInVain = async () => {
  wechat.standIn.answerNext('send', -1)
  await sendDue(world)
}
const outcomes = async () => (await messageOutcomes(world)).map(({ status, code }) => [status, code])
/** Moves the clock and changes the capacity of SMALL, unseating these bookings. */
const resize = async (capacity: number, unseat: string[] = []) => {
  const { version } = (await world.ask('GET', `/api/sessions/${SMALL}`)).body.session
  expect((await manager('PATCH', `/api/sessions/${SMALL}`, { capacity, version, unseat })).status).toBe(200)
}

test('the reminder of a date from which the session was moved is not sent; that of its new date is', async () => {
  await book(resident, SMALL)
  await grantPermissions(wechat, resident, 'o-resident', ['tomorrow'])
  world.clock.now = MONDAY_TEN + 7 * HOUR
  await runJobs(world.deps)
  await sendInVain()
  await world.db.query(`select move_session('hp001', $1, '2026-11-24T08:00Z', '2026-11-25T09:00Z', $2, $3, '台风')`, [
    SMALL,
    manager.id,
    moment(world.clock.now),
  ])
  await sendLater(world, MINUTE)
  expect(wechat.shown('tomorrow')).toEqual([])
  expect(await outcomes()).toContainEqual(['none', 'moved'])
  world.clock.now = MONDAY_TEN + 31 * HOUR
  await runJobs(world.deps)
  await sendDue(world)
  expect(wechat.shown('tomorrow').map(({ values }) => values.time2)).toEqual(['2026年11月25日 17:00'])
})

describe('an offer that waits for a retry', () => {
  let mine: string
  beforeEach(async () => {
    const { id } = await book(resident, SMALL, { people: resident.people.slice(0, 2) })
    mine = (await book(elder, SMALL, { wait: true })).id
    await grantPermissions(wechat, elder, 'o-elder')
    world.clock.now = MONDAY_TEN + 7 * HOUR
    await resident('POST', `/api/bookings/${id}/cancel`)
    await sendInVain()
  })
  test('is sent as long as it stands', async () => {
    await sendLater(world, MINUTE)
    expect(wechat.shown('promoted').map(({ values }) => values.thing3)).toEqual(['有名额了，请在 19:00 前答复'])
  })
  test('is not sent once it is accepted', async () => {
    await elder('POST', `/api/bookings/${mine}/accept`)
    await sendLater(world, MINUTE)
    expect([wechat.shown('promoted'), await outcomes()]).toEqual([[], [['none', 'over']]])
  })
  test('is not sent with its deadline when another one is made', async () => {
    world.clock.now += 10 * MINUTE
    await resize(0, [mine])
    await resize(2)
    await sendDue(world)
    expect(wechat.shown('promoted').map(({ values }) => values.thing3)).toEqual(['有名额了，请在 19:10 前答复'])
    expect(wechat.shown('moved')).toEqual([])
  })
})
