import { openTestStage, type TestStage } from '../../stand-in/test-stage'
import type { Db } from '../db/port'
import { createDatabase, type RealPostgres } from '../testing/database/real-postgres'
import { createBarrier, readTogether, rewritten } from '../testing/faults/fault-injection'
import type { Wechat } from './port'

const WORKERS = 200
const PROCESSES = 5
const CLAIM = /insert into wechat_token/
let real: RealPostgres
let stage: TestStage
beforeEach(async () => {
  real = await createDatabase()
  stage = await openTestStage({ db: real.open() })
  stage.standIn.visit('o-1')
  stage.standIn.slow(100)
})
afterEach(async () => {
  await stage.close()
  await real.drop()
})

/** Thundering herd: workers of five processes need the token at once. Counts the token calls and the texts that passed. */
async function storm(through: (db: Db) => Db, workers = WORKERS) {
  const before = stage.standIn.calls('stable_token')
  const barrier = createBarrier(workers)
  const processes: Wechat[] = Array.from({ length: PROCESSES }, () =>
    stage.anotherClient(through(readTogether(real.open(), /from wechat_token/, barrier))),
  )
  const judged = await Promise.all(
    Array.from({ length: workers }, (_, nth) =>
      (processes[nth % PROCESSES] as Wechat).judge({ openid: 'o-1', text: '你好', as: 'comment' }),
    ),
  )
  return { calls: stage.standIn.calls('stable_token') - before, passed: judged.filter((one) => one === 'pass').length }
}

describe('without a cached token', () => {
  test('one worker fetches it for all', async () => {
    expect(await storm((db) => db)).toEqual({ calls: 1, passed: WORKERS })
  })
  test('twin: without the lease, several workers fetch it', async () => {
    const unleased = (db: Db) =>
      rewritten(db, CLAIM, '(t.lease_until is null or t.lease_until <= $4)', '$4::timestamptz is not null')
    expect((await storm(unleased, 20)).calls).toBeGreaterThan(1)
  })
})

describe('with a stale cached token', () => {
  beforeEach(async () => {
    await stage.wechat.judge({ openid: 'o-1', text: '你好', as: 'comment' })
    stage.standIn.revokeToken()
  })
  test('one worker fetches a new one for all', async () => {
    expect(await storm((db) => db)).toEqual({ calls: 1, passed: WORKERS })
    expect(await stage.db.query('select generation from wechat_token')).toEqual([{ generation: 2 }])
  })
  test('twin: without the stale generation, one worker after the other fetches a new one', async () => {
    const unchecked = (db: Db) => rewritten(db, CLAIM, 't.generation = $5', '$5::bigint is not null')
    await storm(unchecked)
    const [row] = await stage.db.query<{ generation: number }>('select generation from wechat_token')
    expect(row?.generation).toBeGreaterThan(2)
  })
})
