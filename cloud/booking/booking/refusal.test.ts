import { instant } from '@core/base/time'
import { findViolations } from '../../runtime/invariants/find-violations'
import { footprint } from '../../testing/database/footprint'
import { newIdempotencyKey } from '../../testing/world/idempotency-key'
import { clearBookings } from '../../testing/world/reset'
import { CHILD, MONDAY_TEN, MOTHER, openWorld, type Someone, type World } from '../../testing/world/world'

const TALK = 'hp001.talk-2611231400'
const OTHER = 'hp001.other-2611231400'
const SMALL = 'hp001.small-2611231600'
const STUDY = 'hp001.study-2611231900'
const CARE = 'hp001.care-2611240900'

let world: World
let resident: Someone
beforeEach(async () => {
  world.clock.now = MONDAY_TEN
  await clearBookings(world)
})
beforeAll(async () => {
  world = await openWorld()
  resident = await world.as('resident')
})
afterEach(async () => expect(await findViolations(world.db)).toEqual({}))
afterAll(() => world.close())

const book = (session: string, people: string[] = [resident.id]) =>
  resident('POST', '/api/bookings', { session, people }, newIdempotencyKey())
const left = async (session: string) => (await world.ask('GET', `/api/sessions/${session}`)).body.session.left

describe('a booking is refused', () => {
  /** Expects this refusal, and no change in the database except the stored answer of its idempotency key. */
  const expectRefused = async (request: () => ReturnType<typeof book>, refusal: object) => {
    const before = await footprint(world.db)
    const answer = await request()
    expect({ status: answer.status, body: answer.body }).toEqual({
      status: 409,
      body: { code: 'refused', message: expect.stringMatching(/\S/), requestId: expect.any(String), ...refusal },
    })
    const { idempotency: _stored, ...after } = await footprint(world.db)
    expect(before).toMatchObject(after)
  }

  test('for a group that does not fit, with the number of free seats', async () => {
    await world.db.query('update session set capacity = 2 where id = $1', [SMALL])
    await (await world.as('elder'))(
      'POST',
      '/api/bookings',
      { session: SMALL, people: ['00000000-0000-4000-8000-000000000002'] },
      newIdempotencyKey(),
    )
    await expectRefused(() => book(SMALL, [resident.id, CHILD]), { refusal: 'full', left: 1 })
    await book(SMALL, [MOTHER])
    await expectRefused(() => book(SMALL), { refusal: 'full', left: 0 })
  })
  test('when the session is called off', async () => {
    await world.db.query(`update session set status = 'called-off' where id = $1`, [TALK])
    expect(await left(TALK)).toBe(0)
    await expectRefused(() => book(TALK), { refusal: 'called-off' })
  })
  test('from the start of the session on', async () => {
    world.clock.now = instant('2026-11-23T05:59:59.999Z')
    expect((await book(TALK)).status).toBe(201)
    world.clock.now = instant('2026-11-23T06:00:00.000Z')
    await expectRefused(() => book(TALK, [CHILD]), { refusal: 'started' })
  })
  test('before booking opens', async () => {
    await world.db.query(`update offering set about = jsonb_set(about, '{openDays}', '1') where id = 'hp001-talk'`)
    const opensAt = '2026-11-23T16:00:00.000Z'
    await expectRefused(() => book('hp001.talk-2611251400'), { refusal: 'not-open-yet', opensAt })
    world.clock.now = instant(opensAt)
    expect((await book('hp001.talk-2611251400')).status).toBe(201)
  })
  test('for a group larger than the offering allows', async () => {
    await world.db.query(`update offering set about = jsonb_set(about, '{people}', '2') where id = 'hp001-other'`)
    await expectRefused(() => book(OTHER, [resident.id, CHILD, MOTHER]), { refusal: 'too-many', most: 2 })
  })
  test('for somebody already booked for the session, with their name', async () => {
    await book(TALK, [CHILD])
    await expectRefused(() => book(TALK, [resident.id, CHILD]), { refusal: 'already-booked', names: '小宝' })
  })
  test('for somebody booked at an overlapping time at any station, with their name', async () => {
    await book(TALK, [CHILD])
    await expectRefused(() => book(OTHER, [resident.id, CHILD]), { refusal: 'overlap', names: '小宝' })
    await world.db.query(
      `update session set starts_at = '2026-11-23T06:30Z', ends_at = '2026-11-23T07:30Z' where id = 'hp099.lunch-2611241200'`,
    )
    await expectRefused(() => book('hp099.lunch-2611241200', [CHILD]), { refusal: 'overlap', names: '小宝' })
  })
  test('but not for two adjacent sessions, which do not overlap', async () => {
    await world.db.query(
      `update session set starts_at = '2026-11-23T07:00Z', ends_at = '2026-11-23T08:00Z' where id = $1`,
      [SMALL],
    )
    const both = [await book(TALK), await book(SMALL)]
    expect(both.map(({ status }) => status)).toEqual([201, 201])
    for (const { body } of both) await resident('POST', `/api/bookings/${body.booking.id}/cancel`)
    await world.db.query(
      `update session set starts_at = '2026-11-23T08:00Z', ends_at = '2026-11-23T08:30Z' where id = $1`,
      [SMALL],
    )
  })
  test('for somebody too young, too old, or of unknown age', async () => {
    await expectRefused(() => book(CARE), { refusal: 'too-old', names: '林晓梅', toAge: 8 })
    const joined = (born: object) =>
      resident('POST', '/api/people', { name: '小贝', relation: 'child', consent: true, ...born })
    const baby = (await joined({ born: '2026-01' })).body.person.id
    await expectRefused(() => book(CARE, [baby]), { refusal: 'too-young', names: '小贝', fromAge: 3 })
    const unknown = (await joined({})).body.person.id
    await expectRefused(() => book(CARE, [unknown]), { refusal: 'age-unknown', names: '小贝' })
  })
  test('for oneself as a child under 14', async () => {
    await world.db.query(`update person set born = '2020-01' where id = $1`, [resident.id])
    await expectRefused(() => book(TALK), { refusal: 'consent-needed', own: true })
    await world.db.query(`update person set born = '1990-05' where id = $1`, [resident.id])
  })
  test.each([
    ['member', 'only-members'],
    ['veteran', 'only-veterans'],
    ['worker', 'only-workers'],
    ['enterprise', 'only-enterprises'],
  ])('for somebody without the standing that the audience requires: %s', async (only, refusal) => {
    await world.db.query(`update offering set about = jsonb_set(about, '{audience}', $1) where id = 'hp001-study'`, [
      JSON.stringify({ only }),
    ])
    await expectRefused(() => book(STUDY, [MOTHER]), { refusal, names: '陈秀兰' })
  })
  test('with a message in the requested language', async () => {
    await book(TALK)
    const requestIn = (language: string) =>
      resident(
        'POST',
        '/api/bookings',
        { session: TALK, people: [resident.id] },
        { ...newIdempotencyKey(), 'accept-language': language },
      )
    expect((await requestIn('en-GB,en;q=0.9')).body.message).toBe('Already booked for this session: 林晓梅.')
    expect((await requestIn('zh-HK')).body.message).toMatch(/已經/)
    expect((await requestIn('fr')).body.message).toMatch(/已经/)
  })
})
