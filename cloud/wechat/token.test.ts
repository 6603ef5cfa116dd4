import { HOUR, MINUTE, moment } from '@core/base/time'
import { openTestStage, type TestStage } from '../../stand-in/test-stage'
import { openPglite } from '../db/pglite'
import type { Db } from '../db/port'
import { createWechat } from './client'
import { createSealer } from './sealed'
import { createTokens } from './token'

const SECOND = 1_000
let db: Db
let stage: TestStage
beforeAll(async () => {
  db = await openPglite()
})
beforeEach(async () => {
  stage = await openTestStage({ db })
  stage.standIn.visit('o-1')
})
afterEach(() => stage.close())
afterAll(() => db.close())

const judge = (wechat = stage.wechat) => wechat.judge({ openid: 'o-1', text: '你好', as: 'comment' })
const fetched = () => stage.standIn.calls('stable_token')
const row = async () => (await stage.db.query('select * from wechat_token'))[0]

test('two hundred workers of eight processes with nothing cached fetch one token', async () => {
  stage.standIn.slow(50)
  const processes = Array.from({ length: 8 }, () => stage.another())
  const judged = await Promise.all(Array.from({ length: 200 }, (_, nth) => judge(processes[nth % 8])))
  expect(new Set(judged)).toEqual(new Set(['pass']))
  expect(fetched()).toBe(1)
})

test('one token until four minutes before its end, and then another, which the others use too', async () => {
  const other = stage.another()
  await judge()
  stage.clock.now += 2 * HOUR - 4 * MINUTE - 1
  stage.standIn.visit('o-1')
  await judge(other)
  expect(fetched()).toBe(1)
  stage.clock.now += 1
  expect(await judge(other)).toBe('pass')
  expect(await judge()).toBe('pass')
  expect(fetched()).toBe(2)
  expect(await row()).toMatchObject({ generation: 2, lease_by: null })
})

test('a token that is given out again near its end is not asked for at every call', async () => {
  // WeChat gives one with half its minutes left.
  const tokens = createTokens({ ...stage.means, pause: async () => undefined, appid: 'a' }, async () => {
    asked++
    return { ok: true, value: { value: 't', seconds: 60 } }
  })
  let asked = 0
  for (let second = 0; second < 60; second++) {
    expect(await tokens.take()).toMatchObject({ ok: true, value: { value: 't' } })
    stage.clock.now += SECOND
  }
  expect(asked).toBe(2)
})

test('while it is still good, nobody waits for the next, and a dead WeChat hurts nobody', async () => {
  await judge()
  stage.clock.now += 2 * HOUR - 3 * MINUTE
  stage.standIn.visit('o-1')
  stage.standIn.answerNext('stable_token', -1, 3)
  expect(await judge()).toBe('pass')
  expect(await row()).toMatchObject({ generation: 1, failures: 1, failure: '-1', lease_by: null })
  expect(await judge()).toBe('pass')
  expect(await row()).toMatchObject({ generation: 2, failure: null })
})

test('what is stale is refreshed once, by one of all who found it so', async () => {
  await judge()
  stage.standIn.revokeToken()
  const processes = Array.from({ length: 4 }, () => stage.another())
  const judged = await Promise.all(Array.from({ length: 40 }, (_, nth) => judge(processes[nth % 4])))
  expect(new Set(judged)).toEqual(new Set(['pass']))
  expect(fetched()).toBe(2)
  expect(await row()).toMatchObject({ generation: 2 })
})

test('where WeChat gives out again what it refuses, it is forced; not more often than it may be', async () => {
  await judge()
  stage.standIn.spoilToken()
  expect(await judge()).toBe('pass')
  // The first, the same again, the forced one.
  expect(fetched()).toBe(3)
  stage.clock.now += 29 * SECOND
  stage.standIn.spoilToken()
  expect(await judge()).toBe('held')
  expect(fetched()).toBe(4)
  stage.clock.now += SECOND
  expect(await judge()).toBe('pass')
  expect(fetched()).toBe(6)
})

test('a force that is refused is not tried again at once', async () => {
  const calls: boolean[] = []
  const tokens = createTokens({ ...stage.means, pause: async () => undefined, appid: 'a' }, async (force) => {
    calls.push(force)
    return force ? { ok: false, code: 45009, action: 'hold' } : { ok: true, value: { value: 't', seconds: 7200 } }
  })
  await tokens.take()
  expect(await tokens.take(1)).toMatchObject({ ok: false, code: 45009, action: 'hold' })
  expect(await tokens.take(1)).toMatchObject({ ok: false, code: 40001 })
  expect(calls).toEqual([false, false, true, false])
})

test('a token that is refused again after the refresh is for later', async () => {
  await stage.wechat.phoneNumber('warm')
  stage.standIn.answerNext('getuserphonenumber', 40001, 2)
  expect(await stage.wechat.phoneNumber('none')).toMatchObject({ ok: false, code: 40001, action: 'retry' })
  expect(stage.standIn.calls('getuserphonenumber')).toBe(3)
})

test('who died while fetching holds nobody up for longer than the lease', async () => {
  await stage.db.query(`insert into wechat_token (appid, lease_by, lease_until) values ($1, 'dead', $2)`, [
    stage.settings.appid,
    moment(stage.clock.now + 8 * SECOND),
  ])
  const reply = await stage.wechat.phoneNumber('none')
  expect(reply).toMatchObject({ ok: false, code: 'unanswered', action: 'retry' })
  expect(stage.paused.reduce((sum, ms) => sum + ms)).toBeLessThanOrEqual(10 * SECOND)
  expect(fetched()).toBe(0)
  stage.clock.now += 8 * SECOND
  expect(await judge()).toBe('pass')
  expect(fetched()).toBe(1)
})

test('who comes back after the lease was taken over writes nothing', async () => {
  let late = true
  const tokens = createTokens({ ...stage.means, pause: async () => undefined, appid: 'a' }, async () => {
    if (!late) return { ok: true, value: { value: 'second', seconds: 7200 } }
    late = false
    stage.clock.now += 8 * SECOND
    expect(await tokens.take()).toMatchObject({ value: { value: 'second', generation: 1 } })
    return { ok: true, value: { value: 'first', seconds: 7200 } }
  })
  expect(await tokens.take()).toMatchObject({ value: { value: 'second', generation: 1 } })
})

test('who waited for one that failed is told why, and does not ask in turn', async () => {
  stage.standIn.slow(500)
  stage.standIn.answerNext('stable_token', 40125)
  const processes = Array.from({ length: 4 }, () => stage.another())
  const all = await Promise.all(Array.from({ length: 20 }, (_, nth) => processes[nth % 4]?.phoneNumber('none')))
  expect(new Set(all.map((reply) => JSON.stringify(reply)))).toEqual(
    new Set(['{"ok":false,"code":40125,"action":"stop"}']),
  )
  expect(fetched()).toBe(1)
})

test('it is sealed in the database, and one that cannot be opened is fetched anew', async () => {
  await judge()
  expect(JSON.stringify(await row())).not.toContain('stand-in_')
  expect(await row()).toMatchObject({ token: expect.stringMatching(/^s1\.k1\./) })
  const sealer = createSealer(
    { keys: [{ id: 'k9', key: new Uint8Array(32).fill(9) }], find: new Uint8Array(32) },
    stage.means.random,
  )
  expect(await judge(createWechat(stage.settings, { ...stage.means, sealer }))).toBe('pass')
  expect(await row()).toMatchObject({ token: expect.stringMatching(/^s1\.k9\./), generation: 2 })
})
