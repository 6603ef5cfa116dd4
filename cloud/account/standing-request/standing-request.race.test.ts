import { SAMPLES } from '../../place/photo/photo-test-setup'
import { findViolations } from '../../runtime/invariants/find-violations'
import { askTogether, createBarrier, patchFunction } from '../../testing/faults/fault-injection'
import { countAnswers, openRace, type Process, processFor, type Race, type Someone } from '../../testing/process/race'

let race: Race
let district: Someone
let elder: Someone
beforeEach(async () => {
  race = await openRace()
  ;[district, elder] = [await race.persona('district'), await race.persona('elder')]
})
afterEach(() => race.end())

let count = 0
async function ask(call: Process, kind = 'veteran') {
  const picture = `u${count++}`
  await call(elder, 'POST', '/api/uploads', { upload: picture, nth: 0, body: SAMPLES.jpeg })
  return call(elder, 'POST', '/api/me/standing-requests', { kind, picture })
}
const rows = async (table: string) => (await race.db.query(`select 1 from ${table}`, [])).length

describe('two decide one request at once, one with yes and one with no', () => {
  const decideBoth = async () => {
    const [call] = race.start(1) as [Process]
    const [{ id }] = (await ask(call)).body.requests
    const barrier = createBarrier(2)
    const together = race.start(2, (db) => askTogether(db, /end_standing_request/, barrier))
    const path = `/api/standing-requests/${id}`
    const answers = [{ accept: true }, { accept: false, words: '看不清' }].map((body, at) =>
      processFor(together, at)(district, 'POST', path, body),
    )
    return countAnswers(await Promise.all(answers))
  }
  test('one counts, the other learns of it, and the person is told once', async () => {
    expect(await decideBoth()).toEqual({ 200: 1, 'request-answered': 1 })
    expect([await rows('notice'), await rows('certificate')]).toEqual([1, 0])
    expect(await findViolations(race.db)).toEqual({})
  })
  test('twin: where a decided request can be decided, both count, and the person is told twice', async () => {
    await patchFunction(race.db, 'end_standing_request', 'where id = p_id and outcome is null', 'where id = p_id')
    expect(await decideBoth()).toEqual({ 200: 2 })
    expect(await rows('notice')).toBe(2)
  })
})

describe('somebody asks twice at once for the same', () => {
  const askBoth = async () => {
    const barrier = createBarrier(2)
    const together = race.start(2, (db) => askTogether(db, /ask_standing/, barrier))
    const answers = countAnswers(await Promise.all([0, 1].map((at) => ask(processFor(together, at)))))
    return { answers, requests: await rows('standing_request') }
  }
  test('one request waits', async () => {
    expect(await askBoth()).toEqual({ answers: { 201: 1, 'standing-asked': 1 }, requests: 1 })
    expect(await findViolations(race.db)).toEqual({})
  })
  test('twin: without the unique index two wait', async () => {
    await race.db.query('drop index standing_request_open', [])
    await patchFunction(
      race.db,
      'ask_standing',
      'on conflict (person_id, kind) where outcome is null do nothing returning',
      'returning',
    )
    expect(await askBoth()).toEqual({ answers: { 201: 2 }, requests: 2 })
  })
})

describe('a list gives the standing while the person accepts an invitation to it', () => {
  const acceptMeanwhile = async () => {
    const [call] = race.start(1) as [Process]
    const { code } = (await call(district, 'POST', '/api/standings/invitations', { kind: 'veteran' })).body
    await patchFunction(
      race.db,
      'give_standing',
      'insert into standing (',
      'perform pg_sleep(0.8);\n  insert into standing (',
    )
    const given = race.db.query(`select give_standing($1, 'veteran', '2027-01-01', $2, now())`, [elder.id, district.id])
    await new Promise((resolve) => setTimeout(resolve, 200))
    const { body, status } = await call(elder, 'POST', '/api/roles', { code })
    await given
    const [held] = await race.db.query<{ until: string | null }>('select until from standing where person_id = $1', [
      elder.id,
    ])
    return [body.refusal ?? status, held?.until]
  }
  test('the invitation is not used up, and the day of the list holds', async () => {
    expect(await acceptMeanwhile()).toEqual(['standing-held', '2027-01-01'])
  })
  test('twin: without the look under the lock, the invitation overwrites the day', async () => {
    await patchFunction(race.db, 'accept_role_invitation', "if found then return 'standing-held'; end if;", '')
    expect(await acceptMeanwhile()).toEqual([200, null])
  })
})

describe('a list gives the standing while the person asks for it', () => {
  const askMeanwhile = async () => {
    const [call] = race.start(1) as [Process]
    await patchFunction(
      race.db,
      'give_standing',
      'insert into standing (',
      'perform pg_sleep(0.8);\n  insert into standing (',
    )
    const given = race.db.query(`select give_standing($1, 'veteran', null, $2, now())`, [elder.id, district.id])
    await new Promise((resolve) => setTimeout(resolve, 200))
    const { body, status } = await ask(call)
    await given
    return body.refusal ?? status
  }
  test('they learn that they have it', async () => {
    expect(await askMeanwhile()).toBe('standing-held')
  })
  test('twin: without the lock on the person, a request waits for what they have', async () => {
    await patchFunction(
      race.db,
      'ask_standing',
      'where id = p_person and erased_at is null for no key update',
      'where id = p_person and erased_at is null',
    )
    expect(await askMeanwhile()).toBe(201)
  })
})
