import { findViolations } from '../testing/invariants'
import { askTogether, createBarrier, meddled, refunction } from '../testing/meddling'
import { openRace, type Race, type Someone, tally, turn } from '../testing/race'
import { type Connected, connectWechat } from '../testing/wechat'
import type { Answer } from '../testing/world'

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
const living = async () =>
  (await race.db.query('select 1 from person where erased_at is null and persona is null')).length

/** Somebody holds their bond. */
const held = async (person: string) => {
  for (let look = 0; look < 200; look++) {
    const free = await race.db.query(
      'select 1 from guardianship where guardian_id = $1 and person_id = $1 for update skip locked',
      [person],
    )
    if (!free.length) return
  }
  throw new Error('nobody books')
}

describe('somebody comes for the first time by two apps, at once', () => {
  const comeTwice = async () => {
    const before = await living()
    // Whoever has looked waits a little, so that both look who can.
    const made = 'insert into person (id, name, created_at)'
    await refunction(race.db, 'find_or_create_person', made, `perform pg_sleep(0.3);\n        ${made}`)
    const barrier = createBarrier(2)
    const processes = race.start(2, (db) => askTogether(db, /find_or_create_person/, barrier))
    const answers = await Promise.all(
      [{ code: mini('twice') }, { official: follower('twice') }].map((body, at) =>
        turn(processes, at)(NOBODY, 'POST', '/api/login', body),
      ),
    )
    expect(tally(answers)).toEqual({ 200: 2 })
    return { came: new Set(answers.map(({ body }) => body.person.id)).size, more: (await living()) - before }
  }
  test('they are one', async () => {
    expect(await comeTwice()).toEqual({ came: 1, more: 1 })
    expect(await findViolations(race.db)).toEqual({})
  })
  test('twin: where neither waits for the other, they are two', async () => {
    const waits = 'perform pg_advisory_xact_lock(hashtextextended(p_union, 22));'
    await refunction(race.db, 'find_or_create_person', waits, 'null;')
    expect(await comeTwice()).toEqual({ came: 2, more: 2 })
  })
})

describe('a half that has nothing is folded while it books, at once', () => {
  const bookMeanwhile = async () => {
    const ask = turn(race.start(1), 0)
    const enter = async (body: object) => {
      const { person, token } = (await ask(NOBODY, 'POST', '/api/login', body)).body
      return { id: person.id, token } as Someone
    }
    const whole = await enter({ code: mini('half') })
    await ask(whole, 'POST', '/api/bookings', { session: 'hp001.talk-2611251400', people: [whole.id] })
    const half = await enter({ official: wechat.standIn.officialCode('gh-half', 'u-half') })
    expect(half.id).not.toBe(whole.id)
    // It has the bond and waits a little, and then writes; the folding has looked meanwhile.
    await refunction(race.db, 'book', '-- In one order, for', 'perform pg_sleep(0.6);\n  -- In one order, for')
    let begun = (): void => undefined
    const booking = new Promise<void>((resolve) => {
      begun = resolve
    })
    const [books] = race.start(1, (db) =>
      meddled(db, /from book\(/, async (query, text, params) => {
        const rows = query(text, params)
        begun()
        return rows
      }),
    )
    const booked = books?.(half, 'POST', '/api/bookings', { session: TALK, people: [half.id] })
    await booking
    // Until it holds the bond, the folding would be first; which is as good, and proves nothing.
    await held(half.id)
    const now = await enter({ official: follower('half') })
    expect((await booked)?.status).toBe(201)
    return { half: half.id, whole: whole.id, now: now.id }
  }
  test('it has something then, and they stay two', async () => {
    const { half, now } = await bookMeanwhile()
    expect(now).toBe(half)
    expect(await findViolations(race.db)).toEqual({})
  })
  test('twin: where nobody holds the bond, it is gone and has a place', async () => {
    const bonds = 'order by guardian_id, person_id for update'
    await refunction(race.db, 'merge_people', bonds, 'order by guardian_id, person_id')
    for (const _ of [1, 2]) await refunction(race.db, 'erase_person', bonds, 'order by guardian_id, person_id')
    const { whole, now } = await bookMeanwhile()
    expect(now).toBe(whole)
    expect(Object.keys(await findViolations(race.db))).toContain('14 who was erased has a place nowhere')
  })
})

describe('a half is erased while it comes by its app, and WeChat says whose it is', () => {
  const eraseMeanwhile = async () => {
    const ask = turn(race.start(1), 0)
    const whole = (await ask(NOBODY, 'POST', '/api/login', { code: mini('gone') })).body.person.id
    const official = wechat.standIn.officialCode('gh-gone', 'u-gone')
    const { person, token } = (await ask(NOBODY, 'POST', '/api/login', { official })).body
    // How often either began: what the database ends is tried again, and a sequence counts that too.
    await race.db.query('create sequence tries')
    // It holds the bonds and waits a little, and wants the rest then. Who comes does so in between.
    const goes = 'delete from guardianship'
    await refunction(race.db, 'erase_person', goes, `perform nextval('tries'), pg_sleep(0.6);\n  ${goes}`)
    const comes = 'if p_union is not null then perform pg'
    await refunction(race.db, 'find_or_create_person', comes, `perform nextval('tries');\n  ${comes}`)
    let erasing: Promise<Answer> | undefined
    const [late] = race.start(1, (db) =>
      meddled(db, /find_or_create_person/, async (query, text, params) => {
        erasing = ask({ id: person.id, token }, 'DELETE', '/api/me?sure=yes')
        await held(person.id)
        return query(text, params)
      }),
    )
    const login = (await late?.(NOBODY, 'POST', '/api/login', { official: follower('gone') })) as Answer
    const answers = tally([(await erasing) as Answer, login])
    const [counted] = await race.db.query<{ tries: number }>('select last_value::integer as tries from tries')
    return { answers, came: login.body.person?.id === whole, tries: counted?.tries }
  }
  test('it is gone, and they are whom we know by the other app', async () => {
    expect(await eraseMeanwhile()).toEqual({ answers: { 200: 2 }, came: true, tries: 2 })
    expect(await findViolations(race.db)).toEqual({})
  })
  test('twin: where the identity is held before the bonds, each waits for the other until the database ends one', async () => {
    const looks = 'select person_id into who from identity where appid = p_appid and openid_hash = p_hash;'
    const holds = looks.replace(';', ' for update;')
    await refunction(race.db, 'find_or_create_person', looks, holds)
    expect((await eraseMeanwhile()).tries).toBeGreaterThan(2)
  })
})
