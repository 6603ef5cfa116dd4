import { HOUR, MINUTE, moment } from '@core/base/time'
import { openTestStage, type TestStage } from '../../stand-in/test-stage'
import { openPglite } from '../db/pglite'
import type { Db } from '../db/port'
import { intercepted } from '../testing/faults/fault-injection'
import { until } from '../testing/faults/until'
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
/** Clients of `count` processes, and how often any of them has tried to get the lease to fetch a token. */
function openProcesses(count: number) {
  const seen = { tries: 0 }
  const counting = intercepted(stage.db, /insert into wechat_token/, async (ask, text, params) => {
    const rows = await ask(text, params)
    seen.tries++
    return rows
  })
  return { seen, processes: Array.from({ length: count }, () => stage.anotherClient(counting)) }
}
const row = async () => (await stage.db.query('select * from wechat_token'))[0]

test('200 workers of eight processes without a cached token fetch one token', async () => {
  const release = stage.standIn.hold()
  const { seen, processes } = openProcesses(8)
  const judging = Promise.all(Array.from({ length: 200 }, (_, nth) => judge(processes[nth % 8])))
  // Nobody has the token before all have wanted to fetch it.
  await until(() => seen.tries >= 200 && fetched() > 0)
  release()
  expect(new Set(await judging)).toEqual(new Set(['pass']))
  expect(fetched()).toBe(1)
})

test('a token is shared until four minutes before its expiry, and then replaced for all', async () => {
  const other = stage.anotherClient()
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

test('a token that WeChat returns again near its expiry is not fetched at every call', async () => {
  // WeChat returns a token with a minute left.
  const tokens = createTokens({ ...stage.means, pause: async () => undefined, appid: 'a' }, async () => {
    fetches++
    return { ok: true, value: { value: 't', seconds: 60 } }
  })
  let fetches = 0
  for (let second = 0; second < 60; second++) {
    expect(await tokens.take()).toMatchObject({ ok: true, value: { value: 't' } })
    stage.clock.now += SECOND
  }
  expect(fetches).toBe(2)
})

test('while a token is valid nobody waits for the next, even if fetching that fails', async () => {
  await judge()
  stage.clock.now += 2 * HOUR - 3 * MINUTE
  stage.standIn.visit('o-1')
  stage.standIn.answerNext('stable_token', -1, 3)
  expect(await judge()).toBe('pass')
  expect(await row()).toMatchObject({ generation: 1, failures: 1, failure: '-1', lease_by: null })
  expect(await judge()).toBe('pass')
  expect(await row()).toMatchObject({ generation: 2, failure: null })
})

test('a stale token is refreshed once for all workers that found it stale', async () => {
  await judge()
  stage.standIn.revokeToken()
  const processes = Array.from({ length: 4 }, () => stage.anotherClient())
  const judged = await Promise.all(Array.from({ length: 40 }, (_, nth) => judge(processes[nth % 4])))
  expect(new Set(judged)).toEqual(new Set(['pass']))
  expect(fetched()).toBe(2)
  expect(await row()).toMatchObject({ generation: 2 })
})

test('a refused token that WeChat returns again is force-refreshed, at most every 30 s', async () => {
  await judge()
  stage.standIn.spoilToken()
  expect(await judge()).toBe('pass')
  // The first fetch, one that returned the same token, and the forced one.
  expect(fetched()).toBe(3)
  stage.clock.now += 29 * SECOND
  stage.standIn.spoilToken()
  expect(await judge()).toBe('held')
  expect(fetched()).toBe(4)
  stage.clock.now += SECOND
  expect(await judge()).toBe('pass')
  expect(fetched()).toBe(6)
})

test('a refused force_refresh is not repeated at once', async () => {
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

test('a call whose refreshed token is refused too is to be retried later', async () => {
  await stage.wechat.phoneNumber('warm')
  stage.standIn.answerNext('getuserphonenumber', 40001, 2)
  expect(await stage.wechat.phoneNumber('none')).toMatchObject({ ok: false, code: 40001, action: 'retry' })
  expect(stage.standIn.calls('getuserphonenumber')).toBe(3)
})

test('a process that died while fetching blocks the others no longer than its lease', async () => {
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

test('a fetch that outlasts its lease does not overwrite the token of the next holder', async () => {
  let isFirst = true
  const tokens = createTokens({ ...stage.means, pause: async () => undefined, appid: 'a' }, async () => {
    if (!isFirst) return { ok: true, value: { value: 'second', seconds: 7200 } }
    isFirst = false
    stage.clock.now += 8 * SECOND
    expect(await tokens.take()).toMatchObject({ value: { value: 'second', generation: 1 } })
    return { ok: true, value: { value: 'first', seconds: 7200 } }
  })
  expect(await tokens.take()).toMatchObject({ value: { value: 'second', generation: 1 } })
})

test('callers that waited for a failed fetch get its error and do not fetch themselves', async () => {
  const release = stage.standIn.hold()
  stage.standIn.answerNext('stable_token', 40125)
  const { seen, processes } = openProcesses(4)
  const asking = Promise.all(Array.from({ length: 20 }, (_, nth) => processes[nth % 4]?.phoneNumber('none')))
  await until(() => seen.tries >= 20 && fetched() > 0)
  release()
  const all = await asking
  expect(new Set(all.map((reply) => JSON.stringify(reply)))).toEqual(
    new Set(['{"ok":false,"code":40125,"action":"stop"}']),
  )
  expect(fetched()).toBe(1)
})

test('the token is sealed in the database, and fetched again if it cannot be opened', async () => {
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
