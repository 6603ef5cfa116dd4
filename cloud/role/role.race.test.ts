import type { Role } from '@core/role'
import type { Db } from '../db/port'
import { findViolations } from '../testing/invariants'
import { askTogether, createBarrier, lookTogether, refunction } from '../testing/meddling'
import { openRace, type Process, type Race, type Someone, tally, turn } from '../testing/race'

const staff: Role = { role: 'staff', scope: 'hp001' }
const station: Role = { role: 'station', scope: 'hp001' }
const district: Role = { role: 'district' }
let race: Race
beforeEach(async () => {
  race = await openRace()
})
afterEach(() => race.end())

const alone = (): Process => turn(race.start(1), 0)
const codeOf = async (giver: Someone, role: Role): Promise<string> =>
  (await alone()(giver, 'POST', '/api/roles/invitations', { role })).body.code
const give = async (giver: Someone, who: Someone, role: Role) => {
  const { status } = await alone()(who, 'POST', '/api/roles', { code: await codeOf(giver, role) })
  expect(status).toBe(200)
}
const holders = async ({ role, ...of }: Role): Promise<number> => {
  const [row] = await race.db.query<{ n: number }>('select count(*) as n from role where role = $1 and scope = $2', [
    role,
    'scope' in of ? of.scope : '',
  ])
  return row?.n ?? 0
}
/** Whoever has looked waits a little, so that all look who can. */
const nap = (name: string, before: string, seconds = 0.2) =>
  refunction(race.db, name, before, `perform pg_sleep(${seconds});\n  ${before}`)

describe('four come with one code, at once', () => {
  const comeAll = async () => {
    const code = await codeOf(await race.persona('manager'), staff)
    const crowd = await race.crowd(4)
    const barrier = createBarrier(4)
    const processes = race.start(4, (db) => lookTogether(db, /from role_invitation i/, barrier))
    await nap('accept_role_invitation', 'update role_invitation')
    const come = crowd.map((who, at) => turn(processes, at)(who, 'POST', '/api/roles', { code }))
    return tally(await Promise.all(come))
  }
  test('one of them is of the staff', async () => {
    expect(await comeAll()).toEqual({ 200: 1, 'invitation-used': 3 })
    expect(await holders(staff)).toBe(1)
    expect(await findViolations(race.db)).toEqual({})
  })
  test('twin: where they do not meet at the invitation, all of them are', async () => {
    await refunction(
      race.db,
      'accept_role_invitation',
      'where code_hash = p_hash for update',
      'where code_hash = p_hash',
    )
    expect(await comeAll()).toEqual({ 200: 4 })
    expect(await holders(staff)).toBe(4)
  })
})

describe('somebody takes what is given by a role that is being ended', () => {
  /** One is under way and has not told yet; the other looks. */
  const clash = async (first: 'end_role' | 'accept_role_invitation') => {
    const [duty, giver] = [await race.persona('district'), (await race.crowd(1))[0] as Someone]
    const [taker] = (await race.crowd(1)) as [Someone]
    await give(duty, giver, station)
    const code = await codeOf(giver, staff)
    await nap('end_role', 'perform 1 from person', first === 'end_role' ? 0 : 0.2)
    await nap('end_role', "return 'ended'", first === 'end_role' ? 0.4 : 0)
    await nap('accept_role_invitation', 'perform 1 from person', first === 'accept_role_invitation' ? 0 : 0.2)
    await nap('accept_role_invitation', "return 'taken'", first === 'accept_role_invitation' ? 0.4 : 0)
    const barrier = createBarrier(2)
    const [one, two] = race.start(2, (db) => askTogether(db, /end_role|accept_role_invitation/, barrier)) as [
      Process,
      Process,
    ]
    const ended = one(duty, 'POST', '/api/roles/end', { person: giver.id, role: station })
    const taken = two(taker, 'POST', '/api/roles', { code })
    return { ended: tally([await ended]), taken: tally([await taken]), staff: await holders(staff) }
  }
  test('who comes too late gets nothing', async () => {
    expect(await clash('end_role')).toEqual({ ended: { 200: 1 }, taken: { 'invitation-withdrawn': 1 }, staff: 0 })
  })
  test('who was there before has it', async () => {
    expect(await clash('accept_role_invitation')).toEqual({ ended: { 200: 1 }, taken: { 200: 1 }, staff: 1 })
  })
  test('twin: where an invitation does not hang on its giver’s role, one gets it from who has none', async () => {
    await race.db.query('alter table role_invitation drop constraint role_invitation_giver')
    expect(await clash('end_role')).toEqual({ ended: { 200: 1 }, taken: { 200: 1 }, staff: 1 })
  })
})

describe('two go at once, or send each other away:', () => {
  type Pair = [Someone, Someone]
  const LOCK = 'order by r.person_id, r.role, r.scope for update'
  const open = (name: 'end_role' | 'erase_person', lock: string) =>
    refunction(race.db, name, lock, lock.replace(' for update', ''))
  const two = async (role: Role): Promise<Pair> => {
    const duty = await race.persona('district')
    if (role.role === 'district') {
      const [other] = (await race.crowd(1)) as [Someone]
      await give(duty, other, role)
      return [duty, other]
    }
    const pair = (await race.crowd(2)) as Pair
    for (const one of pair) await give(duty, one, role)
    // Of the demo.
    await race.db.query(`delete from role where role = 'station' and person_id <> all ($1)`, [pair.map(({ id }) => id)])
    return pair
  }
  const both = async (asks: ((ask: Process) => ReturnType<Process>)[], which: RegExp) => {
    const barrier = createBarrier(2)
    const processes = race.start(2, (db: Db) => askTogether(db, which, barrier))
    return tally(await Promise.all(asks.map((ask, at) => ask(turn(processes, at)))))
  }
  const END = /end_role/
  const end = (who: Someone, whom: Someone, role: Role) => (ask: Process) =>
    ask(who, 'POST', '/api/roles/end', { person: whom.id, role })
  const run = {
    async 'each the other'(role: Role) {
      const [a, b] = await two(role)
      await nap('end_role', 'with over as')
      return both([end(a, b, role), end(b, a, role)], END)
    },
    async 'each themselves'(role: Role) {
      const [a, b] = await two(role)
      await nap('end_role', 'with over as')
      return both([end(a, a, role), end(b, b, role)], END)
    },
    async 'each erased'(role: Role) {
      const [a, b] = await two(role)
      await nap('erase_person', 'perform purge_person(p_person, p_now)')
      return both(
        [a, b].map((who) => (ask: Process) => ask(who, 'DELETE', '/api/me?sure=yes')),
        /from erase_person\(/,
      )
    },
  }
  test.each([
    ['each the other', district, { 200: 1, 'not-found': 1 }],
    ['each the other', station, { 200: 1, 'not-found': 1 }],
    ['each themselves', district, { 200: 1, 'last-district': 1 }],
    ['each erased', district, { 200: 1, 'last-district': 1 }],
  ] as const)('%s, %j: one is left', async (how, role, told) => {
    expect(await run[how](role)).toEqual(told)
    expect(await holders(role)).toBe(1)
    expect(await findViolations(race.db)).toEqual({})
  })
  test.each([
    ['each the other', district, 'end_role', LOCK],
    ['each the other', station, 'end_role', LOCK],
    ['each themselves', district, 'end_role', LOCK],
    ['each erased', district, 'erase_person', "where r.role = 'district' order by r.person_id for update"],
  ] as const)('twin: where they do not meet at their roles, %s, %j: none is left', async (how, role, name, lock) => {
    await open(name, lock)
    expect(await run[how](role)).toEqual({ 200: 2 })
    expect(await holders(role)).toBe(0)
  })
})

describe('four are invited at once, and one more may be', () => {
  const inviteAll = async () => {
    const manager = await race.persona('manager')
    for (let nth = 0; nth < 19; nth++) await codeOf(manager, staff)
    await nap('create_role_invitation', 'insert into role_invitation')
    const barrier = createBarrier(4)
    const processes = race.start(4, (db) => askTogether(db, /create_role_invitation/, barrier))
    const invited = processes.map((ask) => ask(manager, 'POST', '/api/roles/invitations', { role: staff }))
    return tally(await Promise.all(invited))
  }
  test('one is', async () => expect(await inviteAll()).toEqual({ 201: 1, 'invitations-full': 3 }))
  test('twin: where they do not meet at the person, all are', async () => {
    await refunction(
      race.db,
      'create_role_invitation',
      'where person.id = p_by for no key update',
      'where person.id = p_by',
    )
    expect(await inviteAll()).toEqual({ 201: 4 })
  })
})

test('everybody gives, takes, ends and goes at once: nobody waits for ever, and nothing is left of who is gone', async () => {
  const duty = await race.persona('district')
  const crowd = await race.crowd(6)
  for (const who of crowd) await give(duty, who, station)
  const codes = await Promise.all(crowd.map((who) => codeOf(who, staff)))
  const ask = alone()
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
  // A fault would be: two that waited for one another.
  expect(race.world.logged).toEqual([])
  expect(await findViolations(race.db)).toEqual({})
  expect(
    await race.db.query('select 1 from role r join person p on p.id = r.person_id where p.erased_at is not null'),
  ).toEqual([])
})
