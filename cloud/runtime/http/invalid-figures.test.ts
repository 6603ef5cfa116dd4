import { newIdempotencyKey } from '../../testing/world/idempotency-key'
import { OFFERINGS, openWorld, type Someone, type World } from '../../testing/world/world'

let world: World
let manager: Someone
let resident: Someone
beforeAll(async () => {
  world = await openWorld()
  manager = await world.as('manager')
  resident = await world.as('resident')
})
afterEach(() => expect(world.logged).toEqual([]))
afterAll(() => world.close())

const save = (change: object) =>
  manager('POST', '/api/stations/hp001/offerings', { offering: { ...OFFERINGS[0], ...change } })
const template = OFFERINGS[0]?.templates[0]

describe('an offering with a figure beyond its maximum answers 400, with the field:', () => {
  test.each([
    [{ cancelMinutes: 9e12 }, 'offering.cancelMinutes'],
    [{ cancelMinutes: 20_161 }, 'offering.cancelMinutes'],
    [{ openDays: 1e9 }, 'offering.openDays'],
    [{ openDays: 61 }, 'offering.openDays'],
    [{ people: 21 }, 'offering.people'],
    [{ lateMinutes: 241 }, 'offering.lateMinutes'],
    [{ drawMinutes: 20_161 }, 'offering.drawMinutes'],
    [{ audience: { fromAge: 1e308 } }, 'offering.audience.fromAge'],
    [{ audience: { fromAge: -1 } }, 'offering.audience.fromAge'],
    [{ audience: { toAge: 121 } }, 'offering.audience.toAge'],
    [{ audience: { fromAge: 9, toAge: 8 } }, 'offering.audience.toAge'],
    [{ templates: [{ ...template, minutes: 1_441 }] }, 'offering.templates.0.minutes'],
    [{ templates: [{ ...template, slots: 97 }] }, 'offering.templates.0.slots'],
    [{ templates: [{ ...template, capacity: 100_001 }] }, 'offering.templates.0.capacity'],
    [{ templates: Array(101).fill(template) }, 'offering.templates'],
  ])('%j', async (change, where) => {
    const { status, body } = await save(change)
    expect([status, body.code, body.where]).toEqual([400, 'bad-input', where])
  })
})

test('an offering at every maximum is saved, planned and listed', async () => {
  const { status } = await save({
    cancelMinutes: 20_160,
    openDays: 60,
    people: 20,
    lateMinutes: 240,
    audience: { fromAge: 0, toAge: 120 },
    templates: [{ ...template, capacity: 100_000 }],
  })
  expect(status).toBe(200)
  const request = { session: 'hp001.talk-2611241400', people: [resident.id], wait: true }
  const booked = await resident('POST', '/api/bookings', request, newIdempotencyKey())
  // 14 days before the start.
  expect([booked.status, booked.body.booking?.cancelUntil]).toEqual([201, '2026-11-10T06:00:00.000Z'])
  expect((await resident('GET', '/api/bookings')).status).toBe(200)
})

describe('a session’s version is any that the database can count to', () => {
  const change = (version: number) => manager('PATCH', '/api/sessions/hp001.small-2611241600', { capacity: 2, version })
  test('a session that has changed 2,147,483,647 times can be changed still', async () => {
    await world.db.query('update session set version = 2147483646 where id = $1', ['hp001.small-2611241600'])
    expect((await change(2_147_483_646)).status).toBe(200)
  })
  test('one more is 400', async () => {
    expect((await change(2_147_483_648)).body).toMatchObject({ code: 'bad-input', where: 'version' })
  })
})

describe('a check-in position', () => {
  const spot = { lat: 23.18, lng: 113.495 }
  const checkIn = (change: object) => resident('POST', '/api/check-in', { code: 'x', spot: { ...spot, ...change } })
  test.each([{ accuracy: 1e308 }, { accuracy: 40_000_001 }, { accuracy: -40_000_001 }, { lat: 91 }, { lng: -181 }])(
    'with %j is 400',
    async (change) => {
      expect((await checkIn(change)).status).toBe(400)
    },
  )
  test.each([{ accuracy: -1 }, { accuracy: 0.5 }, { accuracy: 40_000_000 }])('with %j is read', async (change) => {
    expect((await checkIn(change)).body.refusal).toBe('forged')
  })
})

describe('a birth month', () => {
  const change = (born: string) => resident('PATCH', `/api/people/${resident.id}`, { born })
  test.each(['0001-01', '1899-12', '9999-12', '2026-12'])('%s is 400', async (born) => {
    expect((await change(born)).body).toMatchObject({ code: 'bad-input', where: 'born' })
  })
  test.each(['1900-01', '2012-10'])('%s is valid', async (born) => {
    expect((await change(born)).status).toBe(200)
  })
})
