import { RECOVERY_CODES } from '@core/account/code/recovery-code'
import { MAX_PASSKEYS, type RequestOptions } from '@core/account/passkey'
import type { Db } from '../../db/port'
import { findViolations } from '../../runtime/invariants/find-violations'
import { createBarrier, patchFunction, readTogether, rewritten } from '../../testing/faults/fault-injection'
import { type Authenticator, createAuthenticator } from '../../testing/passkey/authenticator'
import { addPasskey } from '../../testing/passkey/passkeys'
import { countAnswers, openRace, type Process, type Race, type Someone } from '../../testing/process/race'

const NOBODY: Someone = { id: '', token: '' }
let race: Race
let owner: Someone
let ask: Process
let device: Authenticator
beforeEach(async () => {
  race = await openRace()
  ;[ask] = race.start(1) as [Process]
  owner = await race.persona('manager')
  device = createAuthenticator()
})
afterEach(() => race.end())

const mine = (method: string, path: string, body?: unknown) => ask(owner, method, path, body)
const add = (one = createAuthenticator()) => addPasskey(mine, one)
const loginOptions = async (): Promise<RequestOptions> => (await ask(NOBODY, 'POST', '/api/login/options')).body
const countLogins = async () => (await race.db.query(`select 1 from login where app = 'h5'`)).length

describe('an answer to one challenge arrives eight times at once', () => {
  const enterAll = async (through = (db: Db) => db) => {
    await add(device)
    const body = { passkey: device.get(await loginOptions()), app: 'h5' }
    const answers = await Promise.all(race.start(8, through).map((enter) => enter(NOBODY, 'POST', '/api/login', body)))
    return countAnswers(answers)
  }
  test('and logs in once', async () => {
    expect(await enterAll()).toEqual({ 200: 1, 'passkey-over': 7 })
    expect(await countLogins()).toBe(1)
  })
  test('twin: where a challenge stays, its answer is replayed (of a passkey without a counter)', async () => {
    device = createAuthenticator(undefined, { counts: false })
    const kept = (db: Db) =>
      rewritten(
        db,
        /delete from passkey_challenge/,
        'delete from passkey_challenge',
        'update passkey_challenge set expires_at = expires_at',
      )
    expect(await enterAll(kept)).toEqual({ 200: 8 })
  })
})

describe('a passkey and its copy log in at once, with the same counter', () => {
  const enterBoth = async (through = (db: Db) => db) => {
    await add(device)
    const challenges = [await loginOptions(), await loginOptions()]
    const barrier = createBarrier(2)
    const processes = race.start(2, (db) => readTogether(through(db), /public_key as/, barrier))
    const answers = await Promise.all(
      processes.map((enter, at) =>
        enter(NOBODY, 'POST', '/api/login', { passkey: device.get(challenges[at] as RequestOptions, { counter: 7 }) }),
      ),
    )
    return countAnswers(answers)
  }
  test('one is logged in, and the passkey is stopped', async () => {
    expect(await enterBoth()).toEqual({ 200: 1, 'passkey-stopped': 1 })
    expect((await mine('GET', '/api/passkeys')).body.passkeys[0].stopped).toBe(true)
  })
  test('twin: without the comparison in the statement that writes it, both are', async () => {
    const unguarded = (db: Db) =>
      rewritten(
        db,
        /update passkey set counter/,
        'case when counter < $2 or counter = 0 then stopped_at',
        'case when true then stopped_at',
      )
    expect(await enterBoth(unguarded)).toEqual({ 200: 2 })
  })
})

describe('the last place for a passkey is taken by two at once', () => {
  const fill = async () => {
    for (let nth = 1; nth < MAX_PASSKEYS; nth++) await add()
    const passkeys = [await add2(), await add2()]
    await patchFunction(race.db, 'add_passkey', 'insert into passkey', 'perform pg_sleep(0.2);\n  insert into passkey')
    const answers = await Promise.all(
      race.start(2).map((put, at) => put(owner, 'POST', '/api/passkeys', { name: '窗口', passkey: passkeys[at] })),
    )
    return countAnswers(answers)
  }
  const add2 = async () => createAuthenticator().create((await mine('POST', '/api/passkeys/options')).body)
  test('by one of them', async () => {
    expect(await fill()).toEqual({ 201: 1, 'passkeys-full': 1 })
    expect(await findViolations(race.db)).toEqual({})
  })
  test('twin: without the lock on the person, by both', async () => {
    await patchFunction(race.db, 'add_passkey', 'perform 1 from person where id = who for no key update;', '')
    expect(await fill()).toEqual({ 201: 2 })
  })
})

describe('one recovery code is used eight times at once', () => {
  const enterAll = async (through = (db: Db) => db) => {
    const { codes } = (await mine('POST', '/api/recovery-codes')).body
    const body = { recovery: codes[0], app: 'h5' }
    const answers = await Promise.all(race.start(8, through).map((enter) => enter(NOBODY, 'POST', '/api/login', body)))
    return countAnswers(answers)
  }
  test('and logs in once', async () => {
    expect(await enterAll()).toEqual({ 200: 1, 'recovery-wrong': 7 })
  })
  test('twin: without the condition that it is unused, eight times', async () => {
    const unguarded = (db: Db) => rewritten(db, /update recovery_code/, 'and used_at is null', '')
    expect(await enterAll(unguarded)).toEqual({ 200: 8 })
  })
})

test('of four sets of recovery codes made at once, one is whole and the others are void', async () => {
  const made = await Promise.all(race.start(4).map((make) => make(owner, 'POST', '/api/recovery-codes')))
  expect(countAnswers(made)).toEqual({ 201: 4 })
  const whole: boolean[] = []
  for (const { body } of made) {
    const answers: Awaited<ReturnType<Process>>[] = []
    for (const recovery of body.codes as string[]) answers.push(await ask(NOBODY, 'POST', '/api/login', { recovery }))
    const counts = countAnswers(answers)
    whole.push(counts[200] === RECOVERY_CODES)
    expect([RECOVERY_CODES, undefined]).toContain(counts[200])
  }
  expect(whole.filter(Boolean)).toHaveLength(1)
})
