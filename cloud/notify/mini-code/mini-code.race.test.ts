import type { startStandIn } from '../../../stand-in/stand-in'
import type { Db } from '../../db/port'
import { createBarrier, readTogether, rewritten } from '../../testing/faults/fault-injection'
import { countAnswers, openRace, type Process, processFor, type Race, type Someone } from '../../testing/process/race'
import { connectWechat } from '../../testing/wechat/wechat'

const REQUESTS = 20
const PROCESSES = 4
const LEASE = /insert into mini_code/
let race: Race
let manager: Someone
let standIn: Awaited<ReturnType<typeof startStandIn>>
beforeEach(async () => {
  race = await openRace()
  manager = await race.persona('manager')
  ;({ standIn } = await connectWechat(race.world))
  // Fetches a token first: the tests' client does not really wait for another process that fetches it, and would give up.
  await race.world.deps.wechat?.phoneNumber('any')
  // Slow, so that all requests arrive before the first answer.
  standIn.slow(200)
})
afterEach(async () => {
  await standIn.stop()
  await race.end()
})

const ask = (process: Process) => process(manager, 'GET', '/api/stations/hp001/code')

/** Requests one picture at once in several processes; returns what they get, and the number of calls to WeChat. */
async function requestAtOnce(through: (db: Db) => Db = (db) => db) {
  const barrier = createBarrier(REQUESTS)
  const processes = race.start(PROCESSES, (db) => through(readTogether(db, /from mini_code where station_id/, barrier)))
  const answers = await Promise.all(Array.from({ length: REQUESTS }, (_, at) => ask(processFor(processes, at))))
  return {
    answers: countAnswers(answers),
    pictures: new Set(answers.map(({ body }) => body.picture?.bytes)).size,
    calls: standIn.calls('getwxacodeunlimit'),
  }
}

describe('twenty requests for one picture at once', () => {
  test('one calls WeChat, and all get the picture', async () => {
    expect(await requestAtOnce()).toEqual({ answers: { 200: REQUESTS }, pictures: 1, calls: 1 })
    expect(await race.db.query('select asker, failure from mini_code')).toEqual([{ asker: null, failure: null }])
  })
  test('twin: without the lease, several call WeChat', async () => {
    const unleased = (db: Db) => rewritten(db, LEASE, 'c.picture is null and c.not_before <= $7', 'c.picture is null')
    // The first two both hold the lease before either calls.
    const two = createBarrier(2)
    const { calls } = await requestAtOnce((db) => readTogether(unleased(db), LEASE, two))
    expect(calls).toBeGreaterThan(1)
  })
  test('a refusal by WeChat is returned to all, after one call', async () => {
    standIn.answerNext('getwxacodeunlimit', 41030, REQUESTS)
    expect(await requestAtOnce()).toEqual({ answers: { 'code-not-made': REQUESTS }, pictures: 1, calls: 1 })
  })
})
