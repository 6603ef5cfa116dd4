import { DAY, HOUR, moment } from '@core/base/time'
import { seedPeople } from '../../demo/seed'
import { findViolations } from '../../runtime/invariants/find-violations'
import { runJobs } from '../../runtime/jobs'
import { dumpDatabase } from '../../testing/database/dump'
import { footprint } from '../../testing/database/footprint'
import { passShownAt, scansSentAt } from '../../testing/world/scans'
import { CHILD, MONDAY_TEN, openWorld, type Someone, type World } from '../../testing/world/world'
import { book, erase, resetPeople, rowsOf } from './erase-setup'

const [TALK, SMALL, TOMORROW] = ['hp001.talk-2611231400', 'hp001.small-2611241600', 'hp001.talk-2611241400']
let world: World
let resident: Someone
let elder: Someone
let manager: Someone
beforeAll(async () => {
  world = await openWorld()
})
beforeEach(async () => {
  ;({ resident, elder, manager } = await resetPeople(world))
})
afterEach(async () => expect(await findViolations(world.db, world.clock.now)).toEqual({}))
afterAll(() => world.close())

const bookingsOf = async (who: Someone) => (await who('GET', '/api/bookings')).body.bookings

test('erasure leaves no name, birth month or text of theirs in the database', async () => {
  const secrets = ['罕见名', '罕孩儿', '罕妈妈', '1991-11', '2019-07', '罕见的申诉']
  await resident('PATCH', `/api/people/${resident.id}`, { name: '罕见名', born: '1991-11' })
  await resident('PATCH', `/api/people/${CHILD}`, { name: '罕孩儿', born: '2019-07' })
  await resident('PATCH', `/api/people/${resident.people[1]}`, { name: '罕妈妈' })
  await resident('GET', '/api/calendar')
  await resident('POST', '/api/calendar')
  await resident('POST', `/api/people/${CHILD}/invitation`)
  const { booking } = (await book(resident, TALK)).body
  await book(resident, SMALL, [resident.id, CHILD])
  // Stored answers that name somebody, with and without an id beside the name.
  expect((await book(resident, 'hp001.other-2611231400')).body.refusal).toBe('overlap')
  // A no-show: the next day it is a strike, and is appealed.
  world.clock.now += DAY
  await runJobs(world.deps)
  expect((await resident('POST', `/api/strikes/${booking.id}/appeal`, { words: '罕见的申诉' })).status).toBe(200)
  const before = await dumpDatabase(world.db)
  for (const secret of secrets) expect(before).toContain(secret)

  expect((await erase(resident)).status).toBe(200)
  const left = await dumpDatabase(world.db)
  expect(secrets.filter((secret) => left.includes(secret))).toEqual([])
  // The roster stays as it was, without a name.
  const { roster } = (await manager('GET', `/api/sessions/${TALK}/roster`)).body
  expect(roster).toEqual([expect.objectContaining({ booking: booking.id, name: '', came: null })])
  expect((await manager('GET', '/api/appeals')).body.appeals).toEqual([])
})

test('erasure without sure=yes is bad-input and changes nothing', async () => {
  const before = await footprint(world.db)
  for (const path of ['/api/me', '/api/me?sure=', '/api/me?sure=no', '/api/me?sure=yes&sure=yes'])
    expect((await resident('DELETE', path)).body.code).toBe('bad-input')
  expect(await footprint(world.db)).toEqual(before)
})

test('erasure ends all logins, and the persona cannot log in again', async () => {
  const other = await world.as('resident')
  expect((await erase(resident)).status).toBe(200)
  for (const who of [resident, other]) expect((await who('GET', '/api/me')).status).toBe(401)
  expect((await erase(resident)).status).toBe(401)
  await seedPeople(world.deps)
  expect((await world.ask('POST', '/api/login', { persona: 'resident' })).body.code).toBe('bad-code')
  const { personas } = (await world.ask('GET', '/api/login')).body
  expect(personas.map((one: { persona: string }) => one.persona)).not.toContain('resident')
})

describe('a booking of an erased person', () => {
  test('is cancelled, and the next on the waitlist is promoted', async () => {
    await book(resident, SMALL, [resident.id, CHILD])
    const waiting = (await book(elder, SMALL, [elder.id], { wait: true })).body.booking
    expect(waiting.status).toBe('waiting')
    await erase(resident)
    const [mine] = await bookingsOf(elder)
    expect([mine.id, mine.status]).toEqual([waiting.id, 'booked'])
  })
  test('on a waitlist is cancelled, and those behind move up', async () => {
    await book(manager, SMALL, [manager.id])
    await book(await world.as('member'), SMALL)
    await book(resident, SMALL, [resident.id], { wait: true })
    await book(elder, SMALL, [elder.id], { wait: true })
    await erase(resident)
    const [mine] = await bookingsOf(elder)
    expect(mine.line.place).toBe(1)
  })
  test('is cancelled even if the session has begun without them', async () => {
    await book(resident, TALK)
    world.clock.now = MONDAY_TEN + 4.5 * HOUR
    expect((await erase(resident)).status).toBe(200)
    expect((await manager('GET', `/api/sessions/${TALK}/roster`)).body.roster).toEqual([])
  })
  test('for a child with two guardians is cancelled, and the child stays with the other guardian', async () => {
    const { code } = (await resident('POST', `/api/people/${CHILD}/invitation`)).body
    await elder('POST', '/api/invitations', { code, relation: 'child', consent: true })
    await book(resident, TALK, [CHILD])
    const { booking } = (await book(elder, TOMORROW, [CHILD])).body
    await erase(resident)
    const { people } = (await elder('GET', '/api/me')).body
    expect(people).toEqual([expect.objectContaining({ id: CHILD, name: '小宝' })])
    expect(people[0].shared).toBeUndefined()
    expect((await bookingsOf(elder)).map((one: { id: string }) => one.id)).toEqual([booking.id])
    // The mother had no other guardian.
    expect(await rowsOf(world, 'person', 'id', resident.people[1] as string)).toMatchObject([{ name: '', born: null }])
  })
  test('made by another guardian is cancelled, and that guardian is notified', async () => {
    await world.db.query(
      `with bond as (insert into guardianship values ($1, $2, 'parent', null, $3))
       update person set household = household + 1 where id = $1`,
      [resident.id, elder.id, moment(MONDAY_TEN)],
    )
    const { booking } = (await book(resident, TALK, [resident.id, elder.id])).body
    expect((await erase(elder)).status).toBe(200)
    const { notices, unread } = (await resident('GET', '/api/notices')).body
    expect([notices[0].kind, notices[0].booking, unread]).toEqual(['cancelled', booking.id, 1])
    const [mine] = await bookingsOf(resident)
    expect([mine.status, mine.people]).toEqual([
      'cancelled',
      [expect.objectContaining({ name: '林晓梅' }), expect.objectContaining({ id: elder.id, name: '' })],
    ])
    expect(await rowsOf(world, 'person', 'id', elder.id)).toMatchObject([{ name: '' }])
  })
})

describe('erasure is refused and changes nothing', () => {
  const refused = async (who: Someone) => {
    const before = await footprint(world.db)
    const { status, body } = await erase(who)
    expect(await footprint(world.db)).toEqual(before)
    expect((await who('GET', '/api/me')).status).toBe(200)
    return [status, body.refusal, body]
  }
  const arrive = async (who: Someone, id: string) => {
    const { pass } = (await who('GET', `/api/bookings/${id}/pass`)).body
    const scan = { pass: passShownAt(pass, world.clock.now) }
    return (await manager('POST', '/api/attendance', scansSentAt(world.clock.now, [scan]))).body.answers[0]
  }
  test('while one of the household is at a session, until it is over', async () => {
    await book(resident, TOMORROW)
    const { booking } = (await book(resident, TALK, [CHILD])).body
    world.clock.now = MONDAY_TEN + 4 * HOUR
    expect((await arrive(resident, booking.id)).verdict).toBe('in')
    const [status, why, body] = await refused(resident)
    expect([status, why, body.title, body.until]).toEqual([409, 'inside-now', '讲座', '2026-11-23T07:00:00.000Z'])
    expect(body.message).toContain('讲座')
    world.clock.now = MONDAY_TEN + 5 * HOUR
    expect((await erase(resident)).status).toBe(200)
    // The arrival stays counted.
    const { roster } = (await manager('GET', `/api/sessions/${TALK}/roster`)).body
    expect(roster).toEqual([expect.objectContaining({ name: '', came: expect.objectContaining({ means: 'scan' }) })])
  })
  test('while they are the guardian of wards', async () => {
    const [status, why, body] = await refused(manager)
    expect([status, why, body.count]).toEqual([409, 'wards-left', 3])
    for (const { id } of (await manager('GET', '/api/wards')).body.wards) await manager('DELETE', `/api/people/${id}`)
    expect((await erase(manager)).status).toBe(200)
    expect(await rowsOf(world, 'role', 'person_id', manager.id)).toEqual([])
    // The district can still run the station, and the hourly seed gives no role to an erased person.
    const district = await world.as('district')
    expect((await district('GET', `/api/sessions/${TALK}/roster`)).status).toBe(200)
    await seedPeople(world.deps)
    expect(await rowsOf(world, 'role', 'person_id', manager.id)).toEqual([])
  })
})
