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
  process.stdout.write(`history: the same wishes again with HISTORY_SEED=${SEED}\n`)
  real = await createDatabase()
  history = await recordRush(real, SEED)
})
afterAll(() => real.drop())

/** What has to come about in a rush, or it would show little. */
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

test('a rush at four processes has one order, and nothing that was said or came of it contradicts it', () => {
  expect(checkHistory(history, initialState(RUSH_FIXTURE))).toEqual([])
  const heard = new Set(
    history.log.map(({ call, heard }) => {
      const { refusal, code, booking } = JSON.parse(heard.text)
      return `${call.kind} ${refusal ?? booking?.status ?? code ?? heard.status}`
    }),
  )
  expect([...heard]).toEqual(expect.arrayContaining(NEEDED))
})

/** By way of text, so that what is compared is of one make. */
const copyOf = (one: History): History & { log: CallRecord[] } => JSON.parse(JSON.stringify(one))

test('a copy of it is as sound', () => {
  expect(checkHistory(copyOf(history), initialState(RUSH_FIXTURE))).toEqual([])
})

test.each(Object.entries({ ...ANSWER_CORRUPTIONS, ...STORED_CORRUPTIONS }))(
  'it is seen when %s',
  (_what, [seen, corrupt]) => {
    const spoilt = copyOf(history)
    corrupt(spoilt)
    expect(checkHistory(spoilt, initialState(RUSH_FIXTURE))).toContainEqual(expect.stringMatching(seen))
  },
)
