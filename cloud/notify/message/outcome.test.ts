import { HOUR, MINUTE, moment } from '@core/base/time'
import { findViolations } from '../../runtime/invariants/find-violations'
import { until } from '../../testing/faults/until'
import {
  book,
  callOff,
  grantPermissions,
  type MessageOutcome,
  messageOutcomes,
  openOutbox,
  remainingPermissions,
  SMALL,
  sendDue,
  sendLater,
  TALK,
} from '../../testing/wechat/outbox'
import type { Connected } from '../../testing/wechat/wechat'
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

describe('the outcome of a message', () => {
  beforeEach(async () => {
    await book(resident, TALK)
    await grantPermissions(wechat, resident, 'o-resident', ['moved'])
    await callOff(manager, TALK)
  })
  const BUSY = { status: 'queued', tries: 1 }
  test.each<[string, number, Partial<MessageOutcome>, number]>([
    ['busy', -1, { ...BUSY, wait: 5_000 }, 1],
    ['another message to this person is being sent', 43108, { ...BUSY, wait: 5_000 }, 1],
    ['the minute’s quota is used up', 45011, { ...BUSY, wait: MINUTE }, 1],
    ['the day’s quota is used up', 45009, { status: 'queued', tries: 0, wait: HOUR }, 1],
    ['our messages are blocked', 43107, { status: 'queued', tries: 0, wait: HOUR }, 1],
    ['no permission', 43101, { status: 'refused', tries: 0 }, 0],
    ['unknown openid', 40003, { status: 'dead', tries: 1 }, 1],
    ['unknown template', 40037, { status: 'dead', tries: 1 }, 1],
    ['rejected text', 45168, { status: 'dead', tries: 1 }, 1],
    ['invalid values', 47003, { status: 'dead', tries: 1 }, 1],
  ])('is stored with WeChat’s error code: %s (%i)', async (_what, code, outcome, permissions) => {
    wechat.standIn.answerNext('send', code)
    await sendDue(world)
    expect(await messageOutcomes(world)).toMatchObject([{ code: String(code), ...outcome }])
    expect(await remainingPermissions(world, resident)).toEqual({ moved: permissions })
    expect(wechat.standIn.messages()).toEqual([])
  })
  test('a stale token is refreshed, and the message is sent', async () => {
    wechat.standIn.answerNext('send', 40001)
    await sendDue(world)
    expect((await messageOutcomes(world)).map(({ status }) => status)).toEqual(['sent'])
  })
  test('a used-up daily quota postpones the messages of everybody', async () => {
    await world.db.query('update message set next_at = $1', [moment(MONDAY_TEN)])
    await grantPermissions(wechat, elder, 'o-elder', ['moved'])
    await world.db.query(
      `insert into notice (person_id, kind, at, station_id, session_id)
       select $1, 'moved', $2, 'hp001', $3 from generate_series(1, 3)`,
      [elder.id, moment(MONDAY_TEN), SMALL],
    )
    wechat.standIn.answerNext('send', 45009, 2)
    await sendDue(world)
    const calls = wechat.standIn.calls('send')
    await sendLater(world, 59 * MINUTE)
    expect(wechat.standIn.calls('send')).toBe(calls)
    await sendLater(world, MINUTE)
    expect(wechat.standIn.messages()).toHaveLength(2)
  })
  test('it is dead after eight attempts with growing backoff; the district sees and retries it', async () => {
    wechat.standIn.answerNext('send', -1, 8)
    const waits: number[] = []
    for (let round = 0; round < 8; round++) {
      await sendDue(world)
      const [outcome] = await messageOutcomes(world)
      if (outcome?.status === 'queued') waits.push(outcome.wait)
      world.clock.now += outcome?.wait ?? 0
    }
    expect(waits.map((ms) => ms / 1000)).toEqual([5, 15, 45, 135, 405, 1215, 3600])
    expect(await messageOutcomes(world)).toMatchObject([{ status: 'dead', code: '-1', tries: 8 }])
    expect(await remainingPermissions(world, resident)).toEqual({ moved: 1 })
    const district = await world.as('district')
    const { messages } = (await district('GET', '/api/messages/dead')).body
    expect(messages).toEqual([
      {
        id: expect.any(Number),
        template: 'moved',
        kind: 'called-off',
        code: '-1',
        tries: 8,
        at: moment(MONDAY_TEN),
        title: '讲座',
        stationName: '综合体',
        startsAt: '2026-11-24T06:00:00.000Z',
      },
    ])
    const retry = `/api/messages/${messages[0].id}/retry`
    for (const who of [resident, manager]) {
      expect((await who('GET', '/api/messages/dead')).status).toBe(404)
      expect((await who('POST', retry)).status).toBe(404)
    }
    expect((await district('POST', retry)).status).toBe(200)
    expect((await district('POST', retry)).status).toBe(404)
    await sendDue(world)
    expect(wechat.shown('moved')).toHaveLength(1)
    expect((await district('GET', '/api/messages/dead')).body.messages).toEqual([])
  })
  test('a lost answer is retried; if the first was delivered, WeChat refuses the retry', async () => {
    wechat.standIn.answerNext('send', 'lost')
    await sendDue(world)
    expect(await messageOutcomes(world)).toMatchObject([{ status: 'queued', code: 'unanswered' }])
    await sendLater(world, 5_000)
    expect(await messageOutcomes(world)).toMatchObject([{ status: 'refused', code: '43101' }])
    expect(wechat.shown('moved')).toHaveLength(1)
    expect(await remainingPermissions(world, resident)).toEqual({ moved: 0 })
  })
  test('a slow or unreachable WeChat is retried later and does not block the sender', async () => {
    // With a token, so that it is the message that gets no answer.
    await world.deps.wechat?.phoneNumber('any')
    await wechat.standIn.die('hang-up')
    await sendDue(world)
    expect((await messageOutcomes(world)).map(({ status, tries }) => [status, tries])).toEqual([['queued', 1]])
    await wechat.standIn.revive()
    const release = wechat.standIn.hold()
    const before = wechat.standIn.calls('send')
    wechat.expire()
    const sending = sendLater(world, 5_000)
    await until(() => wechat.standIn.calls('send') > before)
    expect(wechat.expire()).toEqual([5_000])
    await sending
    expect((await messageOutcomes(world)).map(({ status, tries }) => [status, tries])).toEqual([['queued', 2]])
    release()
    await sendLater(world, 15_000)
    // WeChat delivered it while slow, but its answer came too late.
    expect(wechat.shown('moved')).toHaveLength(1)
  })
  test('a sender that dies before it records the outcome: sent once more after its lease', async () => {
    wechat.standIn.grant('o-resident', wechat.settings.templates.moved)
    const query: World['db']['query'] = (text, params) =>
      text.includes('set status = $4') ? new Promise(() => undefined) : world.db.query(text, params)
    void sendMessages({ ...world.deps, db: { ...world.db, query } })
    await until(() => wechat.standIn.messages().length > 0)
    await sendDue(world)
    expect(wechat.standIn.messages()).toHaveLength(1)
    expect(await remainingPermissions(world, resident)).toEqual({ moved: 0 })
    await sendLater(world, 2 * MINUTE)
    expect(wechat.standIn.messages()).toHaveLength(2)
    expect(await messageOutcomes(world)).toMatchObject([{ status: 'sent' }])
    // One permission was used for both.
    expect(await remainingPermissions(world, resident)).toEqual({ moved: 0 })
  })
  test('an erased person is sent nothing', async () => {
    expect((await resident('DELETE', '/api/me?sure=yes')).status).toBe(200)
    await sendDue(world)
    expect([
      await messageOutcomes(world),
      await remainingPermissions(world, resident),
      wechat.standIn.messages(),
    ]).toEqual([[], {}, []])
  })
})
