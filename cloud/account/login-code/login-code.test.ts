import { LOGIN_CODE_LIFETIME } from '@core/account/code/login-code'
import { DAY, HOUR, MINUTE, moment } from '@core/base/time'
import { findViolations } from '../../runtime/invariants/find-violations'
import { runJobs } from '../../runtime/jobs'
import { resetDistrict } from '../../testing/world/reset'
import { type Answer, MONDAY_TEN, openWorld, type Someone, type World } from '../../testing/world/world'

let world: World
let resident: Someone
beforeAll(async () => {
  world = await openWorld()
})
beforeEach(async () => {
  await resetDistrict(world)
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
const stateOf = (id: string, who: World['ask'] = resident): Promise<Answer> => who('GET', `/api/desk-codes/${id}`)
const at =
  (token: string): World['ask'] =>
  (method, path, body, headers) =>
    world.ask(method, path, body, { ...headers, ...bearer(token) })
const UNKNOWN = 'zyxwvtsrqp'

describe('a login code', () => {
  test('has ten characters, lives two minutes, and logs its owner in at a computer', async () => {
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
  test('logs in with the roles of its owner', async () => {
    const { code } = await show(await world.as('manager'))
    expect((await enter(code)).body.roles).toContainEqual({ role: 'station', scope: 'hp001' })
  })
  test('works once, and is refused as used the second time', async () => {
    const { code } = await show()
    expect((await enter(code)).status).toBe(200)
    const again = await enter(code)
    expect([again.status, again.body.refusal]).toEqual([409, 'desk-used'])
    expect(again.body.message).toMatch(/已经用过/)
  })
  test('works for two minutes, to the millisecond', async () => {
    const { code } = await show()
    world.clock.now += 2 * MINUTE
    expect(await refusalOf(code)).toBe('desk-over')
    world.clock.now -= 1
    expect((await enter(code)).status).toBe(200)
  })
  test('ends when its owner creates a newer one, on any phone', async () => {
    const older = await show()
    const newer = await show(await world.as('resident'))
    expect(await refusalOf(older.code)).toBe('desk-wrong')
    expect((await stateOf(older.id)).status).toBe(404)
    expect((await enter(newer.code)).status).toBe(200)
  })
  test('is refused as wrong if it was never issued', async () => {
    expect(await refusalOf(UNKNOWN)).toBe('desk-wrong')
    expect((await enter(UNKNOWN)).status).toBe(409)
  })
  test('is neither stored nor logged in plain text, nor is the token it opens', async () => {
    const { code } = await show()
    const { token } = (await enter(code)).body
    await enter(UNKNOWN)
    const text = JSON.stringify([
      await world.db.query('select * from login_code'),
      await world.db.query('select * from login'),
      world.logged,
    ])
    for (const secret of [code, code.toUpperCase(), token, UNKNOWN]) expect(text).not.toContain(secret)
  })
})

describe('a login code ends with the login that shows it:', () => {
  test('by logout', async () => {
    const { code } = await show()
    await resident('POST', '/api/logout')
    expect(await refusalOf(code)).toBe('desk-wrong')
    expect(await world.db.query('select 1 from login_code')).toEqual([])
  })
  test('by another phone', async () => {
    const { code } = await show()
    const other = await world.as('resident')
    const { logins } = (await other('GET', '/api/logins')).body
    for (const { id, here } of logins) if (!here) await other('DELETE', `/api/logins/${id}`)
    expect(await refusalOf(code)).toBe('desk-wrong')
  })
  test('by expiry', async () => {
    const { code } = await show()
    await world.db.query('update login set expires_at = $1', [moment(MONDAY_TEN + MINUTE)])
    world.clock.now += MINUTE
    expect(await refusalOf(code)).toBe('desk-over')
  })
  test('by erasure of its owner', async () => {
    const { code } = await show()
    await resident('DELETE', '/api/me?sure=yes')
    expect(await refusalOf(code)).toBe('desk-wrong')
  })
  test('but the login that it has opened stays', async () => {
    const { code } = await show()
    const { token } = (await enter(code)).body
    await resident('POST', '/api/logout')
    expect((await at(token)('GET', '/api/me')).status).toBe(200)
  })
})

describe('the phone that shows a login code', () => {
  test('learns which login was opened with it, and can end that login at once', async () => {
    const { id, code } = await show()
    expect((await stateOf(id)).body).toEqual({ state: 'shown' })
    const { token } = (await enter(code)).body
    const { state, login } = (await stateOf(id)).body
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
    // The code stays used.
    expect((await stateOf(id)).body).toEqual({ state: 'used' })
    expect(await refusalOf(code)).toBe('desk-used')
  })
  test('learns that the code has expired', async () => {
    const { id } = await show()
    world.clock.now += LOGIN_CODE_LIFETIME
    expect((await stateOf(id)).body).toEqual({ state: 'over' })
  })
  test('is the only one that can read the state of the code', async () => {
    const { id } = await show()
    expect((await stateOf(id, await world.as('elder'))).status).toBe(404)
    expect((await stateOf(id, world.ask)).status).toBe(401)
    expect((await stateOf('x')).status).toBe(404)
  })
  test('cannot itself be a login that was opened by a code', async () => {
    const { token } = (await enter((await show()).code)).body
    const { status, body } = await at(token)('POST', '/api/desk-codes')
    expect([status, body.refusal]).toEqual([409, 'desk-from-desk'])
    expect((await world.ask('POST', '/api/desk-codes')).status).toBe(401)
  })
})

describe('guessing login codes', () => {
  const misses = async () =>
    (await world.db.query<{ misses: number }>('select misses from login_code_miss order by minute')).map(
      (row) => row.misses,
    )
  const wrong = (nth: number) => String(nth).padStart(10, '0')

  test('counts unknown codes per minute', async () => {
    const { code } = await show()
    for (const one of [1, 2, 2]) await enter(wrong(one))
    world.clock.now += MINUTE
    await enter(wrong(3))
    await enter(code)
    await enter(code)
    expect(await misses()).toEqual([3, 1])
  })
  test('delays no valid login, and makes new codes 80 bits long for an hour', async () => {
    const before = await show()
    const flood = Promise.all(Array.from({ length: 700 }, (_, nth) => enter(wrong(nth))))
    const valid = await enter(before.code)
    expect(valid.status).toBe(200)
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

test('codes and counts of unknown ones are deleted an hour after expiry', async () => {
  const { id } = await show()
  await enter(UNKNOWN)
  world.clock.now += LOGIN_CODE_LIFETIME + HOUR - 1
  await runJobs(world.deps)
  expect((await stateOf(id)).body).toEqual({ state: 'over' })
  world.clock.now += 1
  await runJobs(world.deps)
  expect((await stateOf(id)).status).toBe(404)
  expect(await world.db.query('select 1 from login_code union all select 1 from login_code_miss')).toEqual([])
})

test('a data export lists a login code without the code itself', async () => {
  const { id, code } = await show()
  const { text } = await resident('GET', '/api/me/export')
  expect(JSON.parse(text).rows.login_code).toEqual([expect.objectContaining({ id })])
  expect(text).not.toContain(code)
})
