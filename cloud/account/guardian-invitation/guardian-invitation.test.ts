import { DAY, moment } from '@core/base/time'
import { findViolations } from '../../runtime/invariants/find-violations'
import { runJobs } from '../../runtime/jobs'
import { newIdempotencyKey } from '../../testing/world/idempotency-key'
import { resetDistrict } from '../../testing/world/reset'
import { CHILD, MONDAY_TEN, openWorld, type Someone, type World } from '../../testing/world/world'

const CONSENT = { at: moment(MONDAY_TEN), covers: ['name', 'born', 'booking'] }
let world: World
let resident: Someone
let elder: Someone
beforeAll(async () => {
  world = await openWorld()
})
beforeEach(async () => {
  await resetDistrict(world)
  resident = await world.as('resident')
  elder = await world.as('elder')
})
afterEach(async () => expect(await findViolations(world.db, world.clock.now)).toEqual({}))
afterAll(() => world.close())

const invite = (who: Someone, id = CHILD) => who('POST', `/api/people/${id}/invitation`)
const codeOf = async (id = CHILD): Promise<string> => (await invite(resident, id)).body.code
const join = (who: Someone, code: string, more: object = {}) =>
  who('POST', '/api/invitations', { code, relation: 'child', consent: true, ...more })
const refusalOf = async (who: Someone, code: string, more: object = {}) => (await join(who, code, more)).body.refusal
const household = async (who: Someone) => (await who('GET', '/api/me')).body.people
const remove = async (who: Someone, id = CHILD) => {
  const { status, body } = await who('DELETE', `/api/people/${id}`)
  return body.refusal ?? status
}
const nameOf = async (id: string) =>
  (await world.db.query<{ name: string }>('select name from person where id = $1', [id]))[0]?.name

describe('a second guardian', () => {
  test('joins with a code and their own consent, and both guardians book for the child', async () => {
    const { status, body } = await invite(resident)
    expect([status, body]).toEqual([
      201,
      { code: expect.stringMatching(/^[0-9a-hjkmnp-tv-z]{10}$/), until: moment(MONDAY_TEN + 3 * DAY) },
    ])
    world.clock.now += DAY
    const joined = await join(elder, ` ${body.code.toUpperCase()} `)
    expect([joined.status, joined.body.person]).toEqual([
      201,
      {
        id: CHILD,
        name: '小宝',
        born: '2020-03',
        relation: 'child',
        standing: [],
        consent: { ...CONSENT, at: moment(MONDAY_TEN + DAY) },
        shared: true,
      },
    ])
    expect((await household(elder)).at(-1)).toEqual(joined.body.person)
    expect((await household(resident))[0]).toMatchObject({ id: CHILD, consent: CONSENT, shared: true })
    for (const [who, session] of [
      [resident, 'hp001.talk-2611241400'],
      [elder, 'hp001.talk-2611251400'],
    ] as const) {
      expect((await who('POST', '/api/bookings', { session, people: [CHILD] }, newIdempotencyKey())).status).toBe(201)
    }
  })
  test('of a child under 14 has to give consent', async () => {
    const code = await codeOf()
    for (const consent of [undefined, false]) expect(await refusalOf(elder, code, { consent })).toBe('consent-needed')
    expect((await join(elder, code)).status).toBe(201)
  })
  test('cannot join a child as a parent to avoid giving consent', async () => {
    const { status, body } = await join(elder, await codeOf(), { relation: 'parent', consent: false })
    expect([status, body.where]).toEqual([400, 'relation'])
  })
  test('of a “parent” under 14 has to give consent, and without it cannot book for them', async () => {
    const parent = resident.people[1] as string
    const book = async (who: Someone) =>
      (await who('POST', '/api/bookings', { session: 'hp001.talk-2611241400', people: [parent] }, newIdempotencyKey()))
        .body
    expect((await join(elder, await codeOf(parent), { relation: 'parent', consent: undefined })).status).toBe(201)
    expect((await resident('PATCH', `/api/people/${parent}`, { born: '2020-01', consent: true })).status).toBe(200)
    const member = await world.as('member')
    const code = await codeOf(parent)
    expect(await refusalOf(member, code, { relation: 'parent', consent: false })).toBe('consent-needed')
    expect((await join(member, code, { relation: 'parent' })).status).toBe(201)
    expect(await book(elder)).toMatchObject({ refusal: 'consent-needed', names: '陈秀兰' })
    expect((await elder('PATCH', `/api/people/${parent}`, { consent: true })).status).toBe(200)
    expect((await book(elder)).booking).toMatchObject({ status: 'booked' })
  })
  test('of a parent needs no consent', async () => {
    const parent = resident.people[1] as string
    const { body } = await join(elder, await codeOf(parent), { relation: 'parent', consent: undefined })
    expect(body.person).toMatchObject({ id: parent, relation: 'parent', shared: true })
    expect(body.person).not.toHaveProperty('consent')
  })
})

describe('an invitation code', () => {
  test('works once', async () => {
    const code = await codeOf()
    await join(elder, code)
    expect(await refusalOf(await world.as('member'), code)).toBe('bad-invitation')
  })
  test('expires after three days and is then deleted', async () => {
    const code = await codeOf()
    world.clock.now += 3 * DAY
    expect(await refusalOf(elder, code)).toBe('bad-invitation')
    await runJobs(world.deps)
    expect(await world.db.query('select 1 from guardian_invitation')).toEqual([])
  })
  test('ends when a newer one is created', async () => {
    const older = await codeOf()
    const newer = await codeOf()
    expect(await refusalOf(elder, older)).toBe('bad-invitation')
    expect((await join(elder, newer)).status).toBe(201)
  })
  test('ends when its creator removes the child', async () => {
    const code = await codeOf()
    await remove(resident)
    expect(await refusalOf(elder, code)).toBe('bad-invitation')
    expect(await household(elder)).toEqual([])
  })
  test('is not used up by a refusal', async () => {
    const code = await codeOf()
    expect(await refusalOf(resident, code)).toBe('in-household-already')
    await world.db.query('update person set household = 10 where id = $1', [elder.id])
    expect(await refusalOf(elder, code)).toBe('household-full')
    await world.db.query('update person set household = 0 where id = $1', [elder.id])
    expect((await join(elder, code)).status).toBe(201)
  })
  test('is not stored in plain text', async () => {
    const code = await codeOf()
    expect(JSON.stringify(await world.db.query('select * from guardian_invitation'))).not.toContain(code)
  })
  test('cannot be created for somebody else’s child or for oneself', async () => {
    expect((await invite(elder)).status).toBe(404)
    expect((await invite(resident, resident.id)).status).toBe(404)
  })
})

describe('of two guardians', () => {
  beforeEach(async () => {
    await join(elder, await codeOf())
  })
  test('the first to leave ends their own bond, and the last to leave erases the child', async () => {
    expect(await remove(resident)).toBe(200)
    expect(await nameOf(CHILD)).toBe('小宝')
    const [left] = await household(elder)
    expect(left).toMatchObject({ id: CHILD, name: '小宝', consent: CONSENT })
    expect(left).not.toHaveProperty('shared')
    expect(await remove(elder)).toBe(200)
    expect(await nameOf(CHILD)).toBe('')
  })
  test('one can leave although the other has booked, and the booking stays', async () => {
    const bookingRequest = { session: 'hp001.talk-2611241400', people: [CHILD] }
    const { booking } = (await elder('POST', '/api/bookings', bookingRequest, newIdempotencyKey())).body
    expect(await remove(elder)).toBe('still-booked')
    expect(await remove(resident)).toBe(200)
    const [mine] = (await elder('GET', '/api/bookings')).body.bookings
    expect([mine.id, mine.status, mine.people[0].name]).toEqual([booking.id, 'booked', '小宝'])
  })
  test('one who has left sees neither the name nor later changes of it', async () => {
    const key = newIdempotencyKey()
    const bookingRequest = { session: 'hp001.talk-2611231400', people: [CHILD] }
    await resident('POST', '/api/bookings', bookingRequest, key)
    world.clock.now += DAY
    await remove(resident)
    await elder('PATCH', `/api/people/${CHILD}`, { name: '大宝' })
    const [past] = (await resident('GET', '/api/bookings')).body.bookings
    expect(past.people).toEqual([{ id: CHILD, name: '', came: false }])
    expect((await resident('POST', '/api/bookings', bookingRequest, key)).body.booking.people[0].name).toBe('')
    expect((await resident('PATCH', `/api/people/${CHILD}`, { name: '不行' })).status).toBe(404)
  })
})
