import type { Role } from '@core/account/role'
import type { Db } from '../../db/port'
import { findViolations } from '../../runtime/invariants/find-violations'
import { askTogether, createBarrier, patchFunction, readTogether } from '../../testing/faults/fault-injection'
import { countAnswers, openRace, type Process, processFor, type Race, type Someone } from '../../testing/process/race'

const staff: Role = { role: 'staff', scope: 'hp001' }
const station: Role = { role: 'station', scope: 'hp001' }
const district: Role = { role: 'district' }
let race: Race
beforeEach(async () => {
  race = await openRace()
})
afterEach(() => race.end())

const oneProcess = (): Process => processFor(race.start(1), 0)
const codeOf = async (giver: Someone, role: Role): Promise<string> =>
  (await oneProcess()(giver, 'POST', '/api/roles/invitations', { role })).body.code
const give = async (giver: Someone, who: Someone, role: Role) => {
  const { status } = await oneProcess()(who, 'POST', '/api/roles', { code: await codeOf(giver, role) })
  expect(status).toBe(200)
}
const holders = async ({ role, ...of }: Role): Promise<number> => {
  const [row] = await race.db.query<{ n: number }>('select count(*) as n from role where role = $1 and scope = $2', [
    role,
    'scope' in of ? of.scope : '',
  ])
  return row?.n ?? 0
}
/** Pauses a stored function before a statement: without the lock, every transaction reads before any of them writes. */
const pauseBefore = (name: string, before: string, seconds = 0.2) =>
  patchFunction(race.db, name, before, `perform pg_sleep(${seconds});\n  ${before}`)

describe('four people accept one code at once', () => {
  const acceptAll = async () => {
    const code = await codeOf(await race.persona('manager'), staff)
    const crowd = await race.crowd(4)
    const barrier = createBarrier(4)
    const processes = race.start(4, (db) => readTogether(db, /from role_invitation i/, barrier))
    await pauseBefore('accept_role_invitation', 'update role_invitation')
    const accepted = crowd.map((who, at) => processFor(processes, at)(who, 'POST', '/api/roles', { code }))
    return countAnswers(await Promise.all(accepted))
  }
  test('one of them gets the role', async () => {
    expect(await acceptAll()).toEqual({ 200: 1, 'invitation-used': 3 })
    expect(await holders(staff)).toBe(1)
    expect(await findViolations(race.db)).toEqual({})
  })
  test('twin: without the lock on the invitation, all of them get it', async () => {
    await patchFunction(
      race.db,
      'accept_role_invitation',
      'where code_hash = p_hash for update',
      'where code_hash = p_hash',
    )
    expect(await acceptAll()).toEqual({ 200: 4 })
    expect(await holders(staff)).toBe(4)
  })
})

describe('an invitation is accepted while its inviter’s role is ended', () => {
  /** `first` has written and not yet committed when the other one reads. */
  const clash = async (first: 'end_role' | 'accept_role_invitation') => {
    const [duty, giver] = [await race.persona('district'), (await race.crowd(1))[0] as Someone]
    const [taker] = (await race.crowd(1)) as [Someone]
    await give(duty, giver, station)
    const code = await codeOf(giver, staff)
    await pauseBefore('end_role', 'perform 1 from person', first === 'end_role' ? 0 : 0.2)
    await pauseBefore('end_role', "return query select 'ended'", first === 'end_role' ? 0.4 : 0)
    await pauseBefore('accept_role_invitation', 'perform 1 from person', first === 'accept_role_invitation' ? 0 : 0.2)
    await pauseBefore('accept_role_invitation', "return 'taken'", first === 'accept_role_invitation' ? 0.4 : 0)
    const barrier = createBarrier(2)
    const [one, two] = race.start(2, (db) => askTogether(db, /end_role|accept_role_invitation/, barrier)) as [
      Process,
      Process,
    ]
    const ended = one(duty, 'POST', '/api/roles/end', { person: giver.id, role: station })
    const taken = two(taker, 'POST', '/api/roles', { code })
    return { ended: countAnswers([await ended]), taken: countAnswers([await taken]), staff: await holders(staff) }
  }
  test('role ended first: the acceptance is refused', async () => {
    expect(await clash('end_role')).toEqual({ ended: { 200: 1 }, taken: { 'invitation-withdrawn': 1 }, staff: 0 })
  })
  test('accepted first: the role is granted', async () => {
    expect(await clash('accept_role_invitation')).toEqual({ ended: { 200: 1 }, taken: { 200: 1 }, staff: 1 })
  })
  test('twin: without the foreign key to the inviter’s role, an ended role can still grant', async () => {
    await race.db.query('alter table role_invitation drop constraint role_invitation_giver')
    expect(await clash('end_role')).toEqual({ ended: { 200: 1 }, taken: { 200: 1 }, staff: 1 })
  })
})

describe('two role holders leave at once:', () => {
  type Pair = [Someone, Someone]
  const LOCK = 'order by r.person_id, r.role, r.scope for update'
  const dropLock = (name: 'end_role' | 'erase_person', lock: string) =>
    patchFunction(race.db, name, lock, lock.replace(' for update', ''))
  const two = async (role: Role): Promise<Pair> => {
    const duty = await race.persona('district')
    if (role.role === 'district') {
      const [other] = (await race.crowd(1)) as [Someone]
      await give(duty, other, role)
      return [duty, other]
    }
    const pair = (await race.crowd(2)) as Pair
    for (const one of pair) await give(duty, one, role)
    // Removes the managers of the demo.
    await race.db.query(`delete from role where role = 'station' and person_id <> all ($1)`, [pair.map(({ id }) => id)])
    return pair
  }
  const both = async (asks: ((ask: Process) => ReturnType<Process>)[], which: RegExp) => {
    const barrier = createBarrier(2)
    const processes = race.start(2, (db: Db) => askTogether(db, which, barrier))
    return countAnswers(await Promise.all(asks.map((ask, at) => ask(processFor(processes, at)))))
  }
  const END = /end_role/
  const end = (who: Someone, whom: Someone, role: Role) => (ask: Process) =>
    ask(who, 'POST', '/api/roles/end', { person: whom.id, role })
  const run = {
    async 'each ends the other’s role'(role: Role) {
      const [a, b] = await two(role)
      await pauseBefore('end_role', 'with over as')
      return both([end(a, b, role), end(b, a, role)], END)
    },
    async 'each ends their own role'(role: Role) {
      const [a, b] = await two(role)
      await pauseBefore('end_role', 'with over as')
      return both([end(a, a, role), end(b, b, role)], END)
    },
    async 'each is erased'(role: Role) {
      const [a, b] = await two(role)
      await pauseBefore('erase_person', 'perform purge_person(p_person, p_now)')
      return both(
        [a, b].map((who) => (ask: Process) => ask(who, 'DELETE', '/api/me?sure=yes')),
        /from erase_person\(/,
      )
    },
  }
  test.each([
    ['each ends the other’s role', district, { 200: 1, 'not-found': 1 }],
    ['each ends the other’s role', station, { 200: 1, 'not-found': 1 }],
    ['each ends their own role', district, { 200: 1, 'last-district': 1 }],
    ['each is erased', district, { 200: 1, 'last-district': 1 }],
  ] as const)('%s, %j: one is left', async (how, role, expected) => {
    expect(await run[how](role)).toEqual(expected)
    expect(await holders(role)).toBe(1)
    expect(await findViolations(race.db)).toEqual({})
  })
  test.each([
    ['each ends the other’s role', district, 'end_role', LOCK],
    ['each ends the other’s role', station, 'end_role', LOCK],
    ['each ends their own role', district, 'end_role', LOCK],
    ['each is erased', district, 'erase_person', "where r.role = 'district' order by r.person_id for update"],
  ] as const)('twin: without the lock on roles, %s, %j: none is left', async (how, role, name, lock) => {
    await dropLock(name, lock)
    expect(await run[how](role)).toEqual({ 200: 2 })
    expect(await holders(role)).toBe(0)
  })
})

describe('four invitations are created at once, one below the limit:', () => {
  const inviteAll = async () => {
    const manager = await race.persona('manager')
    for (let nth = 0; nth < 19; nth++) await codeOf(manager, staff)
    await pauseBefore('create_role_invitation', 'insert into role_invitation')
    const barrier = createBarrier(4)
    const processes = race.start(4, (db) => askTogether(db, /create_role_invitation/, barrier))
    const invitations = processes.map((ask) => ask(manager, 'POST', '/api/roles/invitations', { role: staff }))
    return countAnswers(await Promise.all(invitations))
  }
  test('one is created', async () => expect(await inviteAll()).toEqual({ 201: 1, 'invitations-full': 3 }))
  test('twin: without the lock on the person, all are created', async () => {
    await patchFunction(
      race.db,
      'create_role_invitation',
      'where person.id = p_by for no key update',
      'where person.id = p_by',
    )
    expect(await inviteAll()).toEqual({ 201: 4 })
  })
})

test('concurrent grants, endings and erasures do not deadlock and leave no role of an erased person', async () => {
  const duty = await race.persona('district')
  const crowd = await race.crowd(6)
  for (const who of crowd) await give(duty, who, station)
  const codes = await Promise.all(crowd.map((who) => codeOf(who, staff)))
  const ask = oneProcess()
  const asks = crowd.flatMap((who, at) => {
    const [next, code] = [crowd[(at + 1) % 6] as Someone, codes[(at + 2) % 6] as string]
    return [
      () => ask(who, 'POST', '/api/roles', { code }),
      () => ask(who, 'POST', '/api/roles/end', { person: next.id, role: station }),
      () => ask(who, 'DELETE', '/api/me?sure=yes'),
      () => ask(who, 'POST', '/api/roles/invitations', { role: staff }),
    ]
  })
  await Promise.all(asks.map((one) => one()))
  // A deadlock would be logged as a fault.
  expect(race.world.logged).toEqual([])
  expect(await findViolations(race.db)).toEqual({})
  expect(
    await race.db.query('select 1 from role r join person p on p.id = r.person_id where p.erased_at is not null'),
  ).toEqual([])
})
