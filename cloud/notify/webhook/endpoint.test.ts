import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { MINUTE } from '@core/base/time'
import { serve } from '@hono/node-server'
import { openTestStage, type TestStage } from '../../../stand-in/test-stage'
import { openPglite } from '../../db/pglite'
import type { Db } from '../../db/port'
import { deleteOldWebhooks } from '../../wechat/queries'
import { isSigned, type WebhookMessage, webhookRoutes } from './endpoint'

const EVENT = {
  ToUserName: 'gh_0000000000001',
  FromUserName: 'o-1',
  CreateTime: 1714036504,
  MsgType: 'event',
  Event: 'subscribe_msg_sent_event',
  List: [{ TemplateId: 'moved', MsgID: '1', ErrorCode: '0' }],
}
// The id is beyond the safe integers, so JSON.parse cannot distinguish it from its neighbour.
const textOf = (id: string) =>
  `{"ToUserName":"gh_0","FromUserName":"o-1","CreateTime":1714036504,"MsgType":"text","Content":"你好","MsgId":${id}}`

let db: Db
let stage: TestStage
let server: Server
let url: string
let received: WebhookMessage[]
let handle: (message: WebhookMessage) => Promise<void>
beforeAll(async () => {
  db = await openPglite()
})
beforeEach(async () => {
  stage = await openTestStage({ db })
  received = []
  handle = async () => undefined
  const app = webhookRoutes(
    stage.means,
    stage.settings.pushToken,
    async (message) => {
      received.push(message)
      await handle(message)
    },
    100,
  )
  await new Promise<void>((resolve) => {
    server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, () => resolve()) as Server
  })
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
})
afterEach(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  await stage.close()
})
afterAll(() => db.close())
const push = (message: object | string, odd = {}) => stage.standIn.push(url, message, { tries: 1, ...odd })
const seconds = (ms: number) => String(Math.floor((stage.clock.now + ms) / 1000))

test('WeChat’s signature is verified', () => {
  const right = 'f464b24fc39322e44b38aa78f5edd27bd1441696'
  expect(isSigned('AAAAA', '1714036504', '1514711492', right)).toBe(true)
  for (const wrong of ['', right.slice(1), `0${right.slice(1)}`, right.toUpperCase(), `${right}00`, 'ü'.repeat(40)]) {
    expect(isSigned('AAAAA', '1714036504', '1514711492', wrong)).toBe(false)
  }
  expect(isSigned('AAAAB', '1714036504', '1514711492', right)).toBe(false)
})

test('the verification request is echoed if its signature is valid', async () => {
  expect(await stage.standIn.greet(url)).toEqual({ status: 200, text: '5837397520665436492', tries: 1 })
  expect(await stage.standIn.greet(url, { signature: '0'.repeat(40) })).toMatchObject({ status: 401, text: '' })
})

test('a message is handled and answered', async () => {
  expect(await push(EVENT)).toEqual({ status: 200, text: 'success', tries: 1 })
  expect(received).toEqual([{ type: 'event', event: 'subscribe_msg_sent_event', from: 'o-1', body: EVENT }])
})

test.each([
  ['a wrong signature', () => ({ signature: 'a'.repeat(40) })],
  ['a missing signature', () => ({ signature: '' })],
  ['a timestamp six minutes old', () => ({ timestamp: seconds(-6 * MINUTE) })],
  ['a timestamp six minutes ahead', () => ({ timestamp: seconds(6 * MINUTE) })],
  ['an invalid timestamp', () => ({ timestamp: 'now' })],
  ['an invalid nonce', () => ({ nonce: "1'or 1" })],
])('a message with %s is rejected', async (_what, odd) => {
  expect(await push(EVENT, odd())).toMatchObject({ status: 401 })
  expect(received).toEqual([])
  expect(await stage.db.query('select 1 from wechat_webhook')).toEqual([])
})

test.each([
  ['almost five minutes old', -5 * MINUTE + 1_000],
  ['four minutes ahead', 4 * MINUTE],
])('a message with a timestamp %s is accepted', async (_what, ms) => {
  expect(await push(EVENT, { timestamp: seconds(ms) })).toMatchObject({ status: 200 })
})

test.each(['', '{', '[]', 'null', '"x"', '<xml></xml>', '{"Encrypt":"x"}', { MsgType: 'event' }])(
  'an invalid body is rejected: %j',
  async (body) => {
    expect(await push(body)).toMatchObject({ status: 400 })
    expect(received).toEqual([])
  },
)

test('a body that is too large is rejected', async () => {
  expect(await push({ ...EVENT, more: 'x'.repeat(70_000) })).toMatchObject({ status: 413 })
})

test('a redelivered message is handled once', async () => {
  for (const nonce of ['1', '1', '2']) expect(await push(EVENT, { nonce })).toMatchObject({ text: 'success' })
  expect(received).toHaveLength(1)
  // Another message of the same second is handled.
  await push({ ...EVENT, List: [{ TemplateId: 'moved', MsgID: '2', ErrorCode: '0' }] })
  expect(received).toHaveLength(2)
})

test('messages are distinguished by their ids, even beyond the safe integers', async () => {
  for (const id of ['24838412437193621', '24838412437193622', '24838412437193621']) {
    expect(await push(textOf(id))).toMatchObject({ text: 'success' })
  }
  expect(received).toHaveLength(2)
})

test('simultaneous deliveries of one message are handled once', async () => {
  const all = await Promise.all(Array.from({ length: 20 }, () => push(EVENT)))
  expect(new Set(all.map(({ text }) => text))).toEqual(new Set(['success']))
  expect(received).toHaveLength(1)
})

test('a replayed signature is rejected for another body', async () => {
  const replayed = { timestamp: seconds(0), nonce: '77' }
  await push(EVENT, replayed)
  expect(await push({ ...EVENT, FromUserName: 'o-2' }, replayed)).toMatchObject({ status: 401 })
  expect(received).toHaveLength(1)
})

test('a message whose handling failed is handled again on redelivery', async () => {
  let fails = 2
  handle = async () => {
    if (fails-- > 0) throw new Error('o-1 said too much')
  }
  expect(await push(EVENT, { tries: 3 })).toEqual({ status: 200, text: 'success', tries: 3 })
  expect(received).toHaveLength(3)
  expect(stage.logged).toEqual(Array(2).fill({ event: 'wechat-push-fault', error: 'Error' }))
})

test('slow handling does not delay the answer, and WeChat does not redeliver', async () => {
  let finish = (): void => undefined
  handle = () =>
    new Promise((resolve) => {
      finish = resolve
    })
  expect(await push(EVENT, { tries: 3, patience: 5_000 })).toEqual({ status: 200, text: 'success', tries: 1 })
  expect(await push(EVENT)).toMatchObject({ text: 'success' })
  expect(received).toHaveLength(1)
  finish()
})

test('the stored record contains no openid and is deleted later', async () => {
  await push(EVENT)
  const rows = await stage.db.query('select * from wechat_webhook')
  expect(rows).toHaveLength(1)
  expect(JSON.stringify(rows)).not.toContain('o-1')
  await deleteOldWebhooks(stage.db, stage.clock.now)
  expect(await stage.db.query('select 1 from wechat_webhook')).toHaveLength(1)
  await deleteOldWebhooks(stage.db, stage.clock.now + 1)
  expect(await stage.db.query('select 1 from wechat_webhook')).toEqual([])
})
