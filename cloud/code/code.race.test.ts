import type { startStandIn } from '../../e2e/wechat/stand-in'
import type { Db } from '../db/port'
import { createBarrier, lookTogether, rewritten } from '../testing/meddling'
import { openRace, type Process, type Race, type Someone, tally, turn } from '../testing/race'
import { connectWechat } from '../testing/wechat'

const ASKING = 20
const PROCESSES = 4
const CLAIM = /insert into mini_code/
let race: Race
let manager: Someone
let standIn: Awaited<ReturnType<typeof startStandIn>>
beforeEach(async () => {
  race = await openRace()
  manager = await race.persona('manager')
  ;({ standIn } = await connectWechat(race.world))
  // With a token in hand: the tests' client does not really wait for another's, and would give up before it asks.
  await race.world.deps.wechat?.phoneNumber('any')
  // So that all are there before there is an answer.
  standIn.slow(200)
})
afterEach(async () => {
  await standIn.stop()
  await race.end()
})

const ask = (process: Process) => process(manager, 'GET', '/api/stations/hp001/code')

/** So many want the same picture at the same moment, of several processes. What do they get, and for how many calls? */
async function storm(through: (db: Db) => Db = (db) => db) {
  const barrier = createBarrier(ASKING)
  const processes = race.start(PROCESSES, (db) => through(lookTogether(db, /from mini_code where station_id/, barrier)))
  const answers = await Promise.all(Array.from({ length: ASKING }, (_, at) => ask(turn(processes, at))))
  return {
    told: tally(answers),
    pictures: new Set(answers.map(({ body }) => body.picture?.bytes)).size,
    calls: standIn.calls('getwxacodeunlimit'),
  }
}

describe('twenty want one picture at once', () => {
  test('one of them asks WeChat, and all get it', async () => {
    expect(await storm()).toEqual({ told: { 200: ASKING }, pictures: 1, calls: 1 })
    expect(await race.db.query('select asker, failure from mini_code')).toEqual([{ asker: null, failure: null }])
  })
  test('twin: where nobody waits for who asks, many do', async () => {
    const unleased = (db: Db) => rewritten(db, CLAIM, 'c.picture is null and c.not_before <= $7', 'c.picture is null')
    // The first two who may have both been told so before either asks.
    const two = createBarrier(2)
    const { calls } = await storm((db) => lookTogether(unleased(db), CLAIM, two))
    expect(calls).toBeGreaterThan(1)
  })
  test('WeChat’s no is the no of all of them, for one call', async () => {
    standIn.answerNext('getwxacodeunlimit', 41030, ASKING)
    expect(await storm()).toEqual({ told: { 'code-not-made': ASKING }, pictures: 1, calls: 1 })
  })
})
