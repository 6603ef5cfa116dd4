import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { MINUTE } from '@core/time'
import { serve } from '@hono/node-server'
import { openStage, type Stage } from '../../e2e/wechat/stage'
import { openPglite } from '../db/pglite'
import type { Db } from '../db/port'
import { isSigned, type PushMessage, pushRoutes } from './push'
import { forgetPushes } from './queries'

const EVENT = {
  ToUserName: 'gh_0000000000001',
  FromUserName: 'o-1',
  CreateTime: 1714036504,
  MsgType: 'event',
  Event: 'subscribe_msg_sent_event',
  List: [{ TemplateId: 'moved', MsgID: '1', ErrorCode: '0' }],
}
// A number that JSON.parse does not keep apart from its neighbour.
const textOf = (id: string) =>
  `{"ToUserName":"gh_0","FromUserName":"o-1","CreateTime":1714036504,"MsgType":"text","Content":"你好","MsgId":${id}}`

let db: Db
let stage: Stage
let server: Server
let url: string
let heard: PushMessage[]
let handle: (message: PushMessage) => Promise<void>
beforeAll(async () => {
  db = await openPglite()
})
beforeEach(async () => {
  stage = await openStage({ db })
  heard = []
  handle = async () => undefined
  const app = pushRoutes(
    stage.means,
    stage.settings.pushToken,
    async (message) => {
      heard.push(message)
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

test('the signature is WeChat’s', () => {
  const right = 'f464b24fc39322e44b38aa78f5edd27bd1441696'
  expect(isSigned('AAAAA', '1714036504', '1514711492', right)).toBe(true)
  for (const wrong of ['', right.slice(1), `0${right.slice(1)}`, right.toUpperCase(), `${right}00`, 'ü'.repeat(40)]) {
    expect(isSigned('AAAAA', '1714036504', '1514711492', wrong)).toBe(false)
  }
  expect(isSigned('AAAAB', '1714036504', '1514711492', right)).toBe(false)
})

test('it is greeted with its own words, if they are signed', async () => {
  expect(await stage.standIn.greet(url)).toEqual({ status: 200, text: '5837397520665436492', tries: 1 })
  expect(await stage.standIn.greet(url, { signature: '0'.repeat(40) })).toMatchObject({ status: 401, text: '' })
})

test('a push is heard, and answered', async () => {
  expect(await push(EVENT)).toEqual({ status: 200, text: 'success', tries: 1 })
  expect(heard).toEqual([{ type: 'event', event: 'subscribe_msg_sent_event', from: 'o-1', body: EVENT }])
})

test.each([
  ['a wrong signature', () => ({ signature: 'a'.repeat(40) })],
  ['no signature', () => ({ signature: '' })],
  ['one from six minutes ago', () => ({ timestamp: seconds(-6 * MINUTE) })],
  ['one from the future', () => ({ timestamp: seconds(6 * MINUTE) })],
  ['a time that is none', () => ({ timestamp: 'now' })],
  ['a number that is none', () => ({ nonce: "1'or 1" })],
])('%s is not heard', async (_what, odd) => {
  expect(await push(EVENT, odd())).toMatchObject({ status: 401 })
  expect(heard).toEqual([])
  expect(await stage.db.query('select 1 from wechat_webhook')).toEqual([])
})

test.each([
  ['almost five minutes old', -5 * MINUTE + 1_000],
  ['from a clock that is ahead', 4 * MINUTE],
])('one %s is', async (_what, ms) => {
  expect(await push(EVENT, { timestamp: seconds(ms) })).toMatchObject({ status: 200 })
})

test.each(['', '{', '[]', 'null', '"x"', '<xml></xml>', '{"Encrypt":"x"}', { MsgType: 'event' }])(
  '%j is no message',
  async (body) => {
    expect(await push(body)).toMatchObject({ status: 400 })
    expect(heard).toEqual([])
  },
)

test('what is too large is not read', async () => {
  expect(await push({ ...EVENT, more: 'x'.repeat(70_000) })).toMatchObject({ status: 413 })
})

test('the same comes again, and is heard once', async () => {
  for (const nonce of ['1', '1', '2']) expect(await push(EVENT, { nonce })).toMatchObject({ text: 'success' })
  expect(heard).toHaveLength(1)
  // Another of the same second is another.
  await push({ ...EVENT, List: [{ TemplateId: 'moved', MsgID: '2', ErrorCode: '0' }] })
  expect(heard).toHaveLength(2)
})

test('messages are told apart by their numbers, however large', async () => {
  for (const id of ['24838412437193621', '24838412437193622', '24838412437193621']) {
    expect(await push(textOf(id))).toMatchObject({ text: 'success' })
  }
  expect(heard).toHaveLength(2)
})

test('at the same moment too', async () => {
  const all = await Promise.all(Array.from({ length: 20 }, () => push(EVENT)))
  expect(new Set(all.map(({ text }) => text))).toEqual(new Set(['success']))
  expect(heard).toHaveLength(1)
})

test('a signature that was overheard is of no use for other words', async () => {
  const overheard = { timestamp: seconds(0), nonce: '77' }
  await push(EVENT, overheard)
  expect(await push({ ...EVENT, FromUserName: 'o-2' }, overheard)).toMatchObject({ status: 401 })
  expect(heard).toHaveLength(1)
})

test('what failed is heard again, when it comes again', async () => {
  let fails = 2
  handle = async () => {
    if (fails-- > 0) throw new Error('o-1 said too much')
  }
  expect(await push(EVENT, { tries: 3 })).toEqual({ status: 200, text: 'success', tries: 3 })
  expect(heard).toHaveLength(3)
  expect(stage.logged).toEqual(Array(2).fill({ event: 'wechat-push-fault', error: 'Error' }))
})

test('whoever takes long is not waited for: WeChat is answered in time, and does not come again', async () => {
  let finish = (): void => undefined
  handle = () =>
    new Promise((resolve) => {
      finish = resolve
    })
  expect(await push(EVENT, { tries: 3, patience: 5_000 })).toEqual({ status: 200, text: 'success', tries: 1 })
  expect(await push(EVENT)).toMatchObject({ text: 'success' })
  expect(heard).toHaveLength(1)
  finish()
})

test('nobody is named in what is kept, and it is forgotten', async () => {
  await push(EVENT)
  const rows = await stage.db.query('select * from wechat_webhook')
  expect(rows).toHaveLength(1)
  expect(JSON.stringify(rows)).not.toContain('o-1')
  await forgetPushes(stage.db, stage.clock.now)
  expect(await stage.db.query('select 1 from wechat_webhook')).toHaveLength(1)
  await forgetPushes(stage.db, stage.clock.now + 1)
  expect(await stage.db.query('select 1 from wechat_webhook')).toEqual([])
})
