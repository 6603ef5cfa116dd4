import { findViolations } from '../../runtime/invariants/find-violations'
import { createBarrier, patchFunction, readTogether } from '../../testing/faults/fault-injection'
import { createAuthenticator } from '../../testing/passkey/authenticator'
import { countAnswers, openRace, type Process, type Race, type Someone } from '../../testing/process/race'

const NOBODY: Someone = { id: '', token: '' }
let race: Race
beforeEach(async () => {
  race = await openRace()
})
afterEach(() => race.end())

const count = async (table: string) => (await race.db.query(`select 1 from ${table}`)).length

/** Four people who are nobody yet join with one code at once; all have read it as unused before any of them writes. */
async function joinAll() {
  const [ask] = race.start(1) as [Process]
  const giver = await race.persona('manager')
  const role = { role: 'staff', scope: 'hp001' }
  const { code } = (await ask(giver, 'POST', '/api/roles/invitations', { role })).body
  const before = await count('person')
  const barrier = createBarrier(4)
  const processes = race.start(4, (db) => readTogether(db, /from role_invitation i/, barrier))
  const passkeys = await Promise.all(
    processes.map(async () => {
      const { body } = await ask(NOBODY, 'POST', '/api/join/options', { code, name: '新来的' })
      return createAuthenticator().create(body)
    }),
  )
  await patchFunction(
    race.db,
    'accept_role_invitation',
    'update role_invitation',
    'perform pg_sleep(0.2);\n  update role_invitation',
  )
  const answers = await Promise.all(
    processes.map((join, at) => join(NOBODY, 'POST', '/api/join', { code, name: '新来的', passkey: passkeys[at] })),
  )
  const made = { people: (await count('person')) - before, passkeys: await count('passkey') }
  return { answers: countAnswers(answers), made }
}

test('of four who join with one code at once, one is made, and wholly', async () => {
  expect(await joinAll()).toEqual({
    answers: { 201: 1, 'invitation-used': 3 },
    made: { people: 1, passkeys: 1 },
  })
  expect(await findViolations(race.db)).toEqual({})
})
test('twin: without the lock on the invitation, all four are made', async () => {
  await patchFunction(
    race.db,
    'accept_role_invitation',
    'where code_hash = p_hash for update',
    'where code_hash = p_hash',
  )
  expect(await joinAll()).toEqual({ answers: { 201: 4 }, made: { people: 4, passkeys: 4 } })
})
test('twin: where a refusal does not roll back, people are left behind', async () => {
  await patchFunction(
    race.db,
    'join_by_invitation',
    `if done <> 'taken' then raise exception 'not taken' using errcode = 'YK003'; end if;`,
    `if done <> 'taken' then return done; end if;`,
  )
  expect((await joinAll()).made.people).toBe(4)
})
