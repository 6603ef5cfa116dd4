import { DESK_LASTS } from '@core/desk'
import { DAY, HOUR, MINUTE, moment } from '@core/time'
import { beginAnew } from '../testing/anew'
import { findViolations } from '../testing/invariants'
import { type Answer, MONDAY_TEN, openWorld, type Someone, type World } from '../testing/world'
import { tick } from '../tick'

let world: World
let resident: Someone
beforeAll(async () => {
  world = await openWorld()
})
beforeEach(async () => {
  await beginAnew(world)
  await world.db.query('delete from login_code_miss')
  resident = await world.as('resident')
})
afterEach(async () => expect(await findViolations(world.db, world.clock.now)).toEqual({}))
afterAll(() => world.close())

type Shown = { id: string; code: string; until: string }
const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
const show = async (who: World['ask'] = resident): Promise<Shown> => (await who('POST', '/api/desk-codes')).body
const enter = (desk: string) => world.ask('POST', '/api/login', { desk })
const refusalOf = async (desk: string) => (await enter(desk)).body.refusal
const look = (id: string, who: World['ask'] = resident): Promise<Answer> => who('GET', `/api/desk-codes/${id}`)
const at =
  (token: string): World['ask'] =>
  (method, path, body, headers) =>
    world.ask(method, path, body, { ...headers, ...bearer(token) })
const NONE = 'zyxwvtsrqp'

describe('a code that a phone shows', () => {
  test('is ten letters for two minutes, and logs its owner in at a computer', async () => {
    const { status, body } = await resident('POST', '/api/desk-codes')
    expect([status, body]).toEqual([
      201,
      {
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        code: expect.stringMatching(/^[0-9a-hjkmnp-tv-z]{10}$/),
        until: moment(MONDAY_TEN + 2 * MINUTE),
      },
    ])
    const { token, ...me } = (await enter(body.code)).body
    expect(token).toMatch(/^[\w-]{43}$/)
    expect(me).toEqual((await resident('GET', '/api/me')).body)
    const { logins } = (await at(token)('GET', '/api/logins')).body
    expect(logins[0]).toMatchObject({ app: 'h5', desk: true, here: true, until: moment(MONDAY_TEN + 30 * DAY) })
    expect(logins[1]).not.toHaveProperty('desk')
  })
  test('is whoever’s shows it, with what they look after', async () => {
    const { code } = await show(await world.as('manager'))
    expect((await enter(code)).body.roles).toContainEqual({ role: 'station', scope: 'hp001' })
  })
  test('works once, and it is said that it was used', async () => {
    const { code } = await show()
    expect((await enter(code)).status).toBe(200)
    const again = await enter(code)
    expect([again.status, again.body.refusal]).toEqual([409, 'desk-used'])
    expect(again.body.message).toMatch(/已经用过/)
  })
  test('works for two minutes, to the millisecond', async () => {
    const { code } = await show()
    world.clock.now += DESK_LASTS
    expect(await refusalOf(code)).toBe('desk-over')
    world.clock.now -= 1
    expect((await enter(code)).status).toBe(200)
  })
  test('ends when another is shown, by whichever phone of theirs', async () => {
    const old = await show()
    const made = await show(await world.as('resident'))
    expect(await refusalOf(old.code)).toBe('desk-wrong')
    expect((await look(old.id)).status).toBe(404)
    expect((await enter(made.code)).status).toBe(200)
  })
  test('is nobody’s who made one up', async () => {
    expect(await refusalOf(NONE)).toBe('desk-wrong')
    expect((await enter(NONE)).status).toBe(409)
  })
  test('is in no column, and in no log; nor is the token', async () => {
    const { code } = await show()
    const { token } = (await enter(code)).body
    await enter(NONE)
    const text = JSON.stringify([
      await world.db.query('select * from login_code'),
      await world.db.query('select * from login'),
      world.logged,
    ])
    for (const secret of [code, code.toUpperCase(), token, NONE]) expect(text).not.toContain(secret)
  })
})

describe('it goes with the login that shows it:', () => {
  test('logged out', async () => {
    const { code } = await show()
    await resident('POST', '/api/logout')
    expect(await refusalOf(code)).toBe('desk-wrong')
    expect(await world.db.query('select 1 from login_code')).toEqual([])
  })
  test('ended from elsewhere', async () => {
    const { code } = await show()
    const other = await world.as('resident')
    const { logins } = (await other('GET', '/api/logins')).body
    for (const { id, here } of logins) if (!here) await other('DELETE', `/api/logins/${id}`)
    expect(await refusalOf(code)).toBe('desk-wrong')
  })
  test('run out meanwhile', async () => {
    const { code } = await show()
    await world.db.query('update login set expires_at = $1', [moment(MONDAY_TEN + MINUTE)])
    world.clock.now += MINUTE
    expect(await refusalOf(code)).toBe('desk-over')
  })
  test('erased', async () => {
    const { code } = await show()
    await resident('DELETE', '/api/me?sure=yes')
    expect(await refusalOf(code)).toBe('desk-wrong')
  })
  test('what it has opened stays, and is ended by itself', async () => {
    const { code } = await show()
    const { token } = (await enter(code)).body
    await resident('POST', '/api/logout')
    expect((await at(token)('GET', '/api/me')).status).toBe(200)
  })
})

describe('the phone that shows it', () => {
  test('learns that it was used and by what, and can end that at once', async () => {
    const { id, code } = await show()
    expect((await look(id)).body).toEqual({ state: 'shown' })
    const { token } = (await enter(code)).body
    const { state, login } = (await look(id)).body
    expect(state).toBe('used')
    expect(login).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      app: 'h5',
      desk: true,
      since: moment(MONDAY_TEN),
      usedAt: moment(MONDAY_TEN),
      until: moment(MONDAY_TEN + 30 * DAY),
    })
    expect((await resident('DELETE', `/api/logins/${login.id}`)).status).toBe(200)
    expect((await at(token)('GET', '/api/me')).status).toBe(401)
    // Used all the same.
    expect((await look(id)).body).toEqual({ state: 'used' })
    expect(await refusalOf(code)).toBe('desk-used')
  })
  test('learns that its time is over', async () => {
    const { id } = await show()
    world.clock.now += DESK_LASTS
    expect((await look(id)).body).toEqual({ state: 'over' })
  })
  test('alone: to another it is not there', async () => {
    const { id } = await show()
    expect((await look(id, await world.as('elder'))).status).toBe(404)
    expect((await look(id, world.ask)).status).toBe(401)
    expect((await look('x')).status).toBe(404)
  })
  test('is a phone: what was opened by a code shows none', async () => {
    const { token } = (await enter((await show()).code)).body
    const { status, body } = await at(token)('POST', '/api/desk-codes')
    expect([status, body.refusal]).toEqual([409, 'desk-from-desk'])
    expect((await world.ask('POST', '/api/desk-codes')).status).toBe(401)
  })
})

describe('whoever guesses', () => {
  const misses = async () =>
    (await world.db.query<{ misses: number }>('select misses from login_code_miss order by minute')).map(
      (row) => row.misses,
    )
  const wrong = (nth: number) => String(nth).padStart(10, '0')

  test('is counted by the minute, each code that there is none of', async () => {
    const { code } = await show()
    for (const one of [1, 2, 2]) await enter(wrong(one))
    world.clock.now += MINUTE
    await enter(wrong(3))
    await enter(code)
    await enter(code)
    expect(await misses()).toEqual([3, 1])
  })
  test('holds nobody up who is honest, and from then on there are eighty bits to guess', async () => {
    const before = await show()
    const flood = Promise.all(Array.from({ length: 700 }, (_, nth) => enter(wrong(nth))))
    const honest = await enter(before.code)
    expect(honest.status).toBe(200)
    expect(new Set((await flood).map(({ body }) => body.refusal))).toEqual(new Set(['desk-wrong']))
    expect(await misses()).toEqual([700])
    const long = await show()
    expect(long.code).toMatch(/^[0-9a-hjkmnp-tv-z]{16}$/)
    expect((await enter(long.code)).status).toBe(200)
    world.clock.now += HOUR - 1
    expect((await show()).code).toHaveLength(16)
    world.clock.now += MINUTE
    expect((await show()).code).toHaveLength(10)
  })
})

test('the clock forgets codes an hour after their time, and how often somebody guessed', async () => {
  const { id } = await show()
  await enter(NONE)
  world.clock.now += DESK_LASTS + HOUR - 1
  await tick(world.deps)
  expect((await look(id)).body).toEqual({ state: 'over' })
  world.clock.now += 1
  await tick(world.deps)
  expect((await look(id)).status).toBe(404)
  expect(await world.db.query('select 1 from login_code union all select 1 from login_code_miss')).toEqual([])
})

test('who asks for what is kept about them is told that there is a code, and nothing that opens', async () => {
  const { id, code } = await show()
  const { text } = await resident('GET', '/api/me/export')
  expect(JSON.parse(text).rows.login_code).toEqual([expect.objectContaining({ id })])
  expect(text).not.toContain(code)
})
