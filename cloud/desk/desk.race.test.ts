import type { Db } from '../db/port'
import { findViolations } from '../testing/invariants'
import { createBarrier, lookTogether, meddled, rewritten } from '../testing/meddling'
import { openRace, type Process, type Race, type Someone, tally, turn } from '../testing/race'

const NOBODY: Someone = { id: '', token: '' }
const LOOKS = /left join lateral/
const TAKES = /update login_code/
let race: Race
let owner: Someone
let ask: Process
beforeEach(async () => {
  race = await openRace()
  ask = turn(race.start(1), 0)
  owner = await race.persona('resident')
})
afterEach(() => race.end())

const shown = async (): Promise<string> => (await ask(owner, 'POST', '/api/desk-codes')).body.code
const opened = async () => (await race.db.query('select 1 from login where by_code')).length

describe('eight computers are told one code, at once', () => {
  /** All have seen that it is good before any of them uses it. */
  const enterAll = async (through = (db: Db) => db) => {
    const desk = await shown()
    const barrier = createBarrier(8)
    const processes = race.start(8, (db) => lookTogether(through(db), LOOKS, barrier))
    const answers = await Promise.all(processes.map((enter) => enter(NOBODY, 'POST', '/api/login', { desk })))
    return { answers: tally(answers), opened: await opened() }
  }
  test('one of them is logged in', async () => {
    expect(await enterAll()).toEqual({ answers: { 200: 1, 'desk-used': 7 }, opened: 1 })
    expect(await findViolations(race.db)).toEqual({})
  })
  test('twin: where it is used without a look whether it was, all of them are', async () => {
    const careless = (db: Db) => rewritten(db, TAKES, 'and d.used_at is null', '')
    expect(await enterAll(careless)).toEqual({ answers: { 200: 8 }, opened: 8 })
  })
})

describe('the login that shows it is ended after somebody has seen that it is good', () => {
  const enterLate = async (end: () => Promise<unknown>, through = (db: Db) => db) => {
    const desk = await shown()
    let ended: Promise<unknown> | undefined
    const [enter] = race.start(1, (db) =>
      meddled(through(db), TAKES, async (query, text, params) => {
        ended ??= end()
        await ended
        return query(text, params)
      }),
    )
    const answer = await enter?.(NOBODY, 'POST', '/api/login', { desk })
    return { answers: tally(answer ? [answer] : []), opened: await opened() }
  }
  const logOut = () => ask(owner, 'POST', '/api/logout')
  const runOut = () => race.db.query(`update login set expires_at = '2000-01-01' where not by_code`)
  const erase = () => ask(owner, 'DELETE', '/api/me?sure=yes')

  test.each([
    ['logged out', logOut],
    ['run out', runOut],
    ['erased', erase],
  ])('%s: nobody is logged in', async (_how, end) => {
    expect(await enterLate(end)).toEqual({ answers: { 'desk-used': 1 }, opened: 0 })
    expect(await findViolations(race.db)).toEqual({})
  })
  test('twin: where a code outlives its login, somebody is', async () => {
    await race.db.query('alter table login_code drop constraint login_code_login_id_fkey')
    const careless = (db: Db) =>
      rewritten(
        rewritten(db, TAKES, 'and l.id = d.login_id and l.expires_at > $2', ''),
        TAKES,
        'from login l, fresh',
        'from fresh',
      )
    expect(await enterLate(logOut, careless)).toEqual({ answers: { 200: 1 }, opened: 1 })
  })
})

test('a phone shows two codes at once: one of them is good', async () => {
  const processes = race.start(4)
  const made = await Promise.all(processes.map((show) => show(owner, 'POST', '/api/desk-codes')))
  expect(tally(made)).toEqual({ 201: 4 })
  const answers = await Promise.all(made.map(({ body }) => ask(NOBODY, 'POST', '/api/login', { desk: body.code })))
  expect(tally(answers)).toEqual({ 200: 1, 'desk-wrong': 3 })
})
