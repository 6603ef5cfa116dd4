import { findViolations } from '../../runtime/invariants/find-violations'
import { askTogether, createBarrier, patchFunction } from '../../testing/faults/fault-injection'
import { countAnswers, openRace, type Process, processFor, type Race } from '../../testing/process/race'

let race: Race
beforeEach(async () => {
  race = await openRace()
})
afterEach(() => race.end())

/** One tap that was sent twice: both requests are in the database before either writes. */
async function makeBoth() {
  const duty = await race.persona('district')
  // The first code creates the signing key.
  const [call] = race.start(1) as [Process]
  await call(duty, 'POST', '/api/roles', { code: 'A'.repeat(30) })
  const barrier = createBarrier(2)
  await patchFunction(
    race.db,
    'create_manager_invitations',
    'insert into role_invitation (',
    'perform pg_sleep(0.3);\n  insert into role_invitation (',
  )
  const together = race.start(2, (db) => askTogether(db, /create_manager_invitations/, barrier))
  const body = { batch: 'b1', stations: ['hp001', 'hp099'] }
  const answers = await Promise.all(
    [0, 1].map((at) => processFor(together, at)(duty, 'POST', '/api/roles/invitations/managers', body)),
  )
  const codes = answers.map((answer) => (answer.body.invitations ?? []).map(({ code }: { code: string }) => code))
  const made = await race.db.query('select 1 from role_invitation where batch is not null', [])
  return { answers: countAnswers(answers), same: String(codes[0]) === String(codes[1]), made: made.length }
}

test('two requests with one key make the cards once, and both get them', async () => {
  expect(await makeBoth()).toEqual({ answers: { 200: 2 }, same: true, made: 2 })
  expect(await findViolations(race.db)).toEqual({})
})
test('twin: without the lock on the person, the second does not see the first’s and fails', async () => {
  await patchFunction(
    race.db,
    'create_manager_invitations',
    'perform 1 from person where id = p_by for no key update;',
    '',
  )
  expect((await makeBoth()).answers).not.toEqual({ 200: 2 })
})
