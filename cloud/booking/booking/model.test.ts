import { HOUR, MINUTE } from '@core/base/time'
import fc from 'fast-check'
import { migrate } from '../../db/migrate'
import { openPglite } from '../../db/pglite'
import type { Db } from '../../db/port'
import { SCHEMA } from '../../testing/database/schema'
import { patchFunction } from '../../testing/faults/fault-injection'
import { checkModel } from '../../testing/model/check-model'
import { type Fixture, loadFixture, personId, sessionId } from '../../testing/model/fixture'
import { MONDAY_TEN } from '../../testing/world/world'

const RUNS = Number(process.env.MODEL_RUNS ?? 500)
const SEED = Number(process.env.MODEL_SEED ?? Math.trunc(Math.random() * 2 ** 31))
/** Always the same, so that a twin is always caught at the same move: the rarest of them by one run in sixty. */
const TWIN_SEED = 3
const TWIN_RUNS = 150
/** Two seconds a run, where a third of one is usual. */
const TIMEOUT = 60_000 + Math.max(RUNS, TWIN_RUNS) * 2_000

const play = (name: string, hours: number, capacity: number) => {
  const startsAt = MONDAY_TEN + hours * HOUR
  return { id: sessionId(name), startsAt, endsAt: startsAt + 45 * MINUTE, capacity }
}
const household = (...people: number[]) => ({ id: personId(people[0] ?? 0), people: people.map(personId) })
/** Two sessions that overlap, one is close enough for offers; two households share a child, one is of four. */
const STAGE: Fixture = {
  now: MONDAY_TEN,
  sessions: [play('big', 36, 4), play('beside', 36.5, 3), play('soon', 6, 3)],
  bookers: [
    household(1, 11, 12),
    household(2, 21, 12),
    household(3, 31, 32),
    household(4, 41, 42, 43),
    household(5, 51),
    household(6, 61),
    household(7),
  ],
  manager: personId(9),
}

let db: Db
beforeAll(async () => {
  db = await openPglite()
  await migrate(db, SCHEMA)
  await loadFixture(db, STAGE)
})
afterAll(() => db.close())

test(
  'after every move the database is what the reference says',
  async () => {
    process.stdout.write(`model: ${RUNS} runs of 50 moves; again with MODEL_SEED=${SEED} MODEL_RUNS=${RUNS}\n`)
    const details = await checkModel(db, STAGE, { runs: RUNS, seed: SEED })
    if (details.failed) throw new Error(await fc.asyncDefaultReportMessage(details), { cause: details.errorInstance })
    expect(details.numRuns).toBe(RUNS)
  },
  TIMEOUT,
)

/** A rule taken out of the database's functions, one at a time. */
const TWINS: [string, string, string, string][] = [
  ['whoever waits is overtaken for ever', 'book', 'if worst >= p_patience then', 'if worst >= 1000 then'],
  ['an offer has no end', 'promote', 'offer_until <= p_now', "offer_until <= p_now - interval '1 year'"],
  ['who was seated still counts as waiting', 'promote', 's.waiting := s.waiting - 1; ', ''],
  ['who is elsewhere is seated', 'hold_times', 'return false;', 'return true;'],
  ['nobody is counted as overtaken', 'promote', 'set overtaken = overtaken + 1', 'set overtaken = overtaken'],
]
describe('twins: the model sees it when', () => {
  test.each(TWINS)(
    '%s',
    async (_what, name, from, to) => {
      const [was] = await db.query<{ source: string }>('select pg_get_functiondef($1::regproc) as source', [name])
      await patchFunction(db, name, from, to)
      const details = await checkModel(db, STAGE, { runs: TWIN_RUNS, seed: TWIN_SEED, quick: true })
      await db.query(was?.source ?? '')
      expect(details).toMatchObject({ failed: true, errorInstance: { code: 'ERR_ASSERTION' } })
    },
    TIMEOUT,
  )
})
