import { MINUTE } from '@core/base/time'
import { createApp } from '../../runtime/app'
import { findViolations } from '../../runtime/invariants/find-violations'
import { runJobs } from '../../runtime/jobs'
import { createBarrier, intercepted } from '../../testing/faults/fault-injection'
import { openWorld, type World } from '../../testing/world/world'
import { openWebhook } from './webhook-test-setup'

let world: World
let webhook: Awaited<ReturnType<typeof openWebhook>>
beforeEach(async () => {
  world ??= await openWorld()
  webhook = await openWebhook(world, createApp)
})
afterEach(async () => {
  await webhook.closeServer()
  expect(await findViolations(world.db, world.clock.now)).toEqual({})
  await webhook.wechat.stop()
})
afterAll(() => world.close())

const expectAccepted = async (message: Parameters<typeof webhook.push>[0]) =>
  expect(await webhook.push(message)).toEqual({ status: 200, text: 'success', tries: 1 })

describe('the webhook', () => {
  test('echoes the verification request', async () => {
    expect(await webhook.greet()).toMatchObject({ status: 200, text: '5837397520665436492' })
  })
  test('refuses a body that is too large, which is no fault of ours', async () => {
    expect(await webhook.push({ MsgType: 'text', more: 'x'.repeat(70_000) })).toMatchObject({ status: 413 })
    expect(world.logged.filter(({ event }) => event === 'fault')).toEqual([])
  })
  test.each([
    ['a wrong signature', () => ({ signature: 'a'.repeat(40) })],
    ['a timestamp six minutes old', () => ({ timestamp: String(webhook.seconds(-6 * MINUTE)) })],
  ])('rejects a message with %s, without effect', async (_what, options) => {
    await webhook.allow()
    expect(
      await webhook.push(
        webhook.event('subscribe_msg_change_event', { List: webhook.rejectionOf('moved') }),
        options(),
      ),
    ).toMatchObject({
      status: 401,
    })
    expect(await webhook.allowed()).toEqual({ moved: 1, tomorrow: 1 })
  })
  test('rejects a replayed signature for another body, and ignores a repeated message', async () => {
    const change = webhook.event('subscribe_msg_change_event', { List: webhook.rejectionOf('moved') })
    const replayed = { timestamp: String(webhook.seconds()), nonce: '77' }
    await webhook.allow()
    await webhook.push(change, replayed)
    expect(await webhook.push({ ...change, List: webhook.rejectionOf('tomorrow') }, replayed)).toMatchObject({
      status: 401,
    })
    expect(await webhook.allowed()).toEqual({ moved: 0, tomorrow: 1 })
    await webhook.allow(['moved'])
    await expectAccepted(change)
    expect(await webhook.allowed()).toEqual({ moved: 1, tomorrow: 1 })
  })
  test('answers slow events within WeChat’s five seconds, so that it does not redeliver', async () => {
    const done = createBarrier(2)
    const slow = intercepted(world.db, /update message_permission/, async (ask, text, params) => {
      await done()
      return ask(text, params)
    })
    await webhook.restart({ ...world.deps, db: slow })
    await webhook.allow()
    const answer = await webhook.push(
      webhook.event('subscribe_msg_change_event', { List: webhook.rejectionOf('moved') }),
      {
        tries: 3,
        patience: 5_000,
      },
    )
    expect(answer).toEqual({ status: 200, text: 'success', tries: 1 })
    // The event is handled after the answer.
    expect(await webhook.allowed()).toMatchObject({ moved: 1 })
    await done()
    while ((await webhook.allowed()).moved !== 0) await new Promise((resolve) => setImmediate(resolve))
  })
  test('answers 404 without a push token', async () => {
    Object.assign(world.deps, { wechat: { ...world.deps.wechat, pushToken: undefined } })
    await webhook.restart()
    expect(await webhook.push(webhook.event('user_info_modified'))).toMatchObject({ status: 404 })
  })
})

test('unknown and malformed events are answered, and logged without personal data', async () => {
  await expectAccepted(webhook.event('something_of_tomorrow', { secret: 'o-resident 林晓梅' }))
  await expectAccepted(webhook.event('a name! 林晓梅'))
  await expectAccepted({ ...webhook.event('x'), Event: undefined, MsgType: 'text', Content: '你好', MsgId: 1 })
  await expectAccepted(webhook.event('subscribe_msg_change_event', { List: [{ TemplateId: 7 }] }))
  await expectAccepted(webhook.event('user_authorization_revoke'))
  await expectAccepted(webhook.event('user_info_modified'))
  expect(world.logged).toEqual([
    { event: 'wechat-push-unknown', what: 'something_of_tomorrow' },
    { event: 'wechat-push-unknown', what: 'other' },
    { event: 'wechat-push-unknown', what: 'text' },
    { event: 'wechat-push-odd', what: 'subscribe_msg_change_event' },
    { event: 'wechat-push-odd', what: 'user_authorization_revoke' },
  ])
})

test('the records of messages are deleted after an hour', async () => {
  await expectAccepted(webhook.event('user_info_modified'))
  world.clock.now += 59 * MINUTE
  await runJobs(world.deps)
  expect(await world.db.query('select 1 from wechat_webhook')).toHaveLength(1)
  world.clock.now += 2 * MINUTE
  await runJobs(world.deps)
  expect(await world.db.query('select 1 from wechat_webhook')).toEqual([])
})
