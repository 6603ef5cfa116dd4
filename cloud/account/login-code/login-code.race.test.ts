import type { Db } from '../../db/port'
import { findViolations } from '../../runtime/invariants/find-violations'
import { createBarrier, intercepted, readTogether, rewritten } from '../../testing/faults/fault-injection'
import { countAnswers, openRace, type Process, processFor, type Race, type Someone } from '../../testing/process/race'

const NOBODY: Someone = { id: '', token: '' }
const LOOKUP = /left join lateral/
const USE = /update login_code/
let race: Race
let owner: Someone
let ask: Process
beforeEach(async () => {
  race = await openRace()
  ask = processFor(race.start(1), 0)
  owner = await race.persona('resident')
})
afterEach(() => race.end())

const newCode = async (): Promise<string> => (await ask(owner, 'POST', '/api/desk-codes')).body.code
const countOpened = async () => (await race.db.query('select 1 from login where by_code')).length

describe('eight computers use one code at once', () => {
  /** All of them check the code before any of them uses it. */
  const enterAll = async (through = (db: Db) => db) => {
    const desk = await newCode()
    const barrier = createBarrier(8)
    const processes = race.start(8, (db) => readTogether(through(db), LOOKUP, barrier))
    const answers = await Promise.all(processes.map((enter) => enter(NOBODY, 'POST', '/api/login', { desk })))
    return { answers: countAnswers(answers), opened: await countOpened() }
  }
  test('one of them is logged in', async () => {
    expect(await enterAll()).toEqual({ answers: { 200: 1, 'desk-used': 7 }, opened: 1 })
    expect(await findViolations(race.db)).toEqual({})
  })
  test('twin: without the check that it is unused, all of them are logged in', async () => {
    const unguarded = (db: Db) => rewritten(db, USE, 'and d.used_at is null', '')
    expect(await enterAll(unguarded)).toEqual({ answers: { 200: 8 }, opened: 8 })
  })
})

describe('the login that shows a code ends between the check of the code and its use', () => {
  const enterLate = async (end: () => Promise<unknown>, through = (db: Db) => db) => {
    const desk = await newCode()
    let ended: Promise<unknown> | undefined
    const [enter] = race.start(1, (db) =>
      intercepted(through(db), USE, async (query, text, params) => {
        ended ??= end()
        await ended
        return query(text, params)
      }),
    )
    const answer = await enter?.(NOBODY, 'POST', '/api/login', { desk })
    return { answers: countAnswers(answer ? [answer] : []), opened: await countOpened() }
  }
  const logOut = () => ask(owner, 'POST', '/api/logout')
  const expire = () => race.db.query(`update login set expires_at = '2000-01-01' where not by_code`)
  const erase = () => ask(owner, 'DELETE', '/api/me?sure=yes')

  test.each([
    ['by logout', logOut],
    ['by expiry', expire],
    ['by erasure', erase],
  ])('%s: nobody is logged in', async (_how, end) => {
    expect(await enterLate(end)).toEqual({ answers: { 'desk-used': 1 }, opened: 0 })
    expect(await findViolations(race.db)).toEqual({})
  })
  test('twin: where a code outlives its login, somebody is logged in', async () => {
    await race.db.query('alter table login_code drop constraint login_code_login_id_fkey')
    const unguarded = (db: Db) =>
      rewritten(
        rewritten(db, USE, 'and l.id = d.login_id and l.expires_at > $2', ''),
        USE,
        'from login l, fresh',
        'from fresh',
      )
    expect(await enterLate(logOut, unguarded)).toEqual({ answers: { 200: 1 }, opened: 1 })
  })
})

test('of four codes created at once for one person, one works', async () => {
  const processes = race.start(4)
  const made = await Promise.all(processes.map((show) => show(owner, 'POST', '/api/desk-codes')))
  expect(countAnswers(made)).toEqual({ 201: 4 })
  const answers = await Promise.all(made.map(({ body }) => ask(NOBODY, 'POST', '/api/login', { desk: body.code })))
  expect(countAnswers(answers)).toEqual({ 200: 1, 'desk-wrong': 3 })
})
