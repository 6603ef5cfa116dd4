import { createDatabase, type RealPostgres } from '../../testing/database/real-postgres'
import { ANSWER_CORRUPTIONS } from '../../testing/history/answer-corruptions'
import type { CallRecord } from '../../testing/history/call-log'
import { checkHistory, type History } from '../../testing/history/check-history'
import { recordRush } from '../../testing/history/record-history'
import { RUSH_FIXTURE } from '../../testing/history/rush-scenario'
import { STORED_CORRUPTIONS } from '../../testing/history/stored-corruptions'
import { initialState } from '../../testing/model/fixture'

const SEED = Number(process.env.HISTORY_SEED ?? Math.trunc(Math.random() * 2 ** 31))
let real: RealPostgres
let history: History
beforeAll(async () => {
  process.stdout.write(`history: the same requests again with HISTORY_SEED=${SEED}\n`)
  real = await createDatabase()
  history = await recordRush(real, SEED)
})
afterAll(() => real.drop())

/** Outcomes that a run must contain; without them its check would prove little. */
const NEEDED = [
  'book booked',
  'book waiting',
  'book full',
  'book overlap',
  'book key-reused',
  'cancel cancelled',
  'accept booked',
  'accept offer-over',
  'accept not-offered',
  'resize 200',
  'resize changed-meanwhile',
  'callOff 200',
]

test('concurrent calls to four processes have one order that explains every answer and the stored rows', () => {
  expect(checkHistory(history, initialState(RUSH_FIXTURE))).toEqual([])
  const outcomes = new Set(
    history.log.map(({ call, heard }) => {
      const { refusal, code, booking } = JSON.parse(heard.text)
      return `${call.kind} ${refusal ?? booking?.status ?? code ?? heard.status}`
    }),
  )
  expect([...outcomes]).toEqual(expect.arrayContaining(NEEDED))
})

/** Copied through JSON, so that only plain values are compared. */
const copyOf = (one: History): History & { log: CallRecord[] } => JSON.parse(JSON.stringify(one))

test('a copy of the history passes the check too', () => {
  expect(checkHistory(copyOf(history), initialState(RUSH_FIXTURE))).toEqual([])
})

test.each(Object.entries({ ...ANSWER_CORRUPTIONS, ...STORED_CORRUPTIONS }))(
  'the check detects when %s',
  (_what, [expected, corrupt]) => {
    const corrupted = copyOf(history)
    corrupt(corrupted)
    expect(checkHistory(corrupted, initialState(RUSH_FIXTURE))).toContainEqual(expect.stringMatching(expected))
  },
)
