import { findViolations } from '../../runtime/invariants/find-violations'
import { askTogether, createBarrier, intercepted, patchFunction } from '../../testing/faults/fault-injection'
import { countAnswers, openRace, processFor, type Race, type Someone } from '../../testing/process/race'
import { type Connected, connectWechat } from '../../testing/wechat/wechat'
import type { Answer } from '../../testing/world/world'

const NOBODY: Someone = { id: '', token: '' }
const TALK = 'hp001.talk-2611241400'
let race: Race
let wechat: Connected
beforeEach(async () => {
  race = await openRace()
  wechat = await connectWechat(race.world)
})
afterEach(async () => {
  await wechat.stop()
  await race.end()
})
const follower = (name: string) => wechat.standIn.officialCode(`gh-${name}`, `u-${name}`, { follows: true })
const mini = (name: string) => wechat.standIn.loginCode(`openid-${name}`, `u-${name}`)
const countPeople = async () =>
  (await race.db.query('select 1 from person where erased_at is null and persona is null')).length

/** Waits until another transaction has locked the person's own bond. */
const waitForBondLock = async (person: string) => {
  for (let look = 0; look < 200; look++) {
    const free = await race.db.query(
      'select 1 from guardianship where guardian_id = $1 and person_id = $1 for update skip locked',
      [person],
    )
    if (!free.length) return
  }
  throw new Error('the bond was never locked')
}

describe('a first login by two apps at once', () => {
  const loginTwice = async () => {
    const before = await countPeople()
    // A pause after the lookup: without the lock, both look before either inserts.
    const insertion = 'insert into person (id, name, created_at)'
    await patchFunction(race.db, 'find_or_create_person', insertion, `perform pg_sleep(0.3);\n        ${insertion}`)
    const barrier = createBarrier(2)
    const processes = race.start(2, (db) => askTogether(db, /find_or_create_person/, barrier))
    const answers = await Promise.all(
      [{ code: mini('twice') }, { official: follower('twice') }].map((body, at) =>
        processFor(processes, at)(NOBODY, 'POST', '/api/login', body),
      ),
    )
    expect(countAnswers(answers)).toEqual({ 200: 2 })
    return { people: new Set(answers.map(({ body }) => body.person.id)).size, created: (await countPeople()) - before }
  }
  test('creates one person', async () => {
    expect(await loginTwice()).toEqual({ people: 1, created: 1 })
    expect(await findViolations(race.db)).toEqual({})
  })
  test('twin: without the advisory lock, creates two people', async () => {
    const lock = 'perform pg_advisory_xact_lock(hashtextextended(p_union, 22));'
    await patchFunction(race.db, 'find_or_create_person', lock, 'null;')
    expect(await loginTwice()).toEqual({ people: 2, created: 2 })
  })
})

describe('a duplicate person without data is merged while they book', () => {
  const bookMeanwhile = async () => {
    const ask = processFor(race.start(1), 0)
    const enter = async (body: object) => {
      const { person, token } = (await ask(NOBODY, 'POST', '/api/login', body)).body
      return { id: person.id, token } as Someone
    }
    const original = await enter({ code: mini('half') })
    await ask(original, 'POST', '/api/bookings', { session: 'hp001.talk-2611251400', people: [original.id] })
    const duplicate = await enter({ official: wechat.standIn.officialCode('gh-half', 'u-half') })
    expect(duplicate.id).not.toBe(original.id)
    // The booking locks the bond, pauses, and then writes; the merge starts in between.
    await patchFunction(race.db, 'book', '-- In one order, for', 'perform pg_sleep(0.6);\n  -- In one order, for')
    let begun = (): void => undefined
    const booking = new Promise<void>((resolve) => {
      begun = resolve
    })
    const [books] = race.start(1, (db) =>
      intercepted(db, /from book\(/, async (query, text, params) => {
        const rows = query(text, params)
        begun()
        return rows
      }),
    )
    const booked = books?.(duplicate, 'POST', '/api/bookings', { session: TALK, people: [duplicate.id] })
    await booking
    // Before the booking holds the lock, the merge could run first: a valid order, but not the one under test.
    await waitForBondLock(duplicate.id)
    const now = await enter({ official: follower('half') })
    expect((await booked)?.status).toBe(201)
    return { duplicate: duplicate.id, original: original.id, found: now.id }
  }
  test('the booking counts as data, and the two stay apart', async () => {
    const { duplicate, found } = await bookMeanwhile()
    expect(found).toBe(duplicate)
    expect(await findViolations(race.db)).toEqual({})
  })
  test('twin: without the lock on bonds, an erased person has a booking', async () => {
    const bonds = 'order by guardian_id, person_id for update'
    await patchFunction(race.db, 'merge_people', bonds, 'order by guardian_id, person_id')
    for (const _ of [1, 2]) await patchFunction(race.db, 'erase_person', bonds, 'order by guardian_id, person_id')
    const { original, found } = await bookMeanwhile()
    expect(found).toBe(original)
    expect(Object.keys(await findViolations(race.db))).toContain('14 an erased person has no upcoming seat')
  })
})

describe('a duplicate is erased while they log in and WeChat links the two identities', () => {
  const eraseMeanwhile = async () => {
    const ask = processFor(race.start(1), 0)
    const original = (await ask(NOBODY, 'POST', '/api/login', { code: mini('gone') })).body.person.id
    const official = wechat.standIn.officialCode('gh-gone', 'u-gone')
    const { person, token } = (await ask(NOBODY, 'POST', '/api/login', { official })).body
    // Counts the attempts of both functions: a sequence also counts those that are rolled back and retried.
    await race.db.query('create sequence tries')
    // The erasure locks the bonds, pauses, and then locks the rest; the login comes in between.
    const deletion = 'delete from guardianship'
    await patchFunction(race.db, 'erase_person', deletion, `perform nextval('tries'), pg_sleep(0.6);\n  ${deletion}`)
    const unionLock = 'if p_union is not null then perform pg'
    await patchFunction(race.db, 'find_or_create_person', unionLock, `perform nextval('tries');\n  ${unionLock}`)
    let erasing: Promise<Answer> | undefined
    const [late] = race.start(1, (db) =>
      intercepted(db, /find_or_create_person/, async (query, text, params) => {
        erasing = ask({ id: person.id, token }, 'DELETE', '/api/me?sure=yes')
        await waitForBondLock(person.id)
        return query(text, params)
      }),
    )
    const login = (await late?.(NOBODY, 'POST', '/api/login', { official: follower('gone') })) as Answer
    const answers = countAnswers([(await erasing) as Answer, login])
    const [counted] = await race.db.query<{ tries: number }>('select last_value::integer as tries from tries')
    return { answers, linked: login.body.person?.id === original, tries: counted?.tries }
  }
  test('the duplicate is erased, and the login finds the other person', async () => {
    expect(await eraseMeanwhile()).toEqual({ answers: { 200: 2 }, linked: true, tries: 2 })
    expect(await findViolations(race.db)).toEqual({})
  })
  test('twin: with the identity locked before the bonds, the two deadlock and one is retried', async () => {
    const lookup = 'select person_id into who from identity where appid = p_appid and openid_hash = p_hash;'
    const lockingLookup = lookup.replace(';', ' for update;')
    await patchFunction(race.db, 'find_or_create_person', lookup, lockingLookup)
    expect((await eraseMeanwhile()).tries).toBeGreaterThan(2)
  })
})
