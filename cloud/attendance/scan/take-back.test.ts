import { DAY, HOUR, MINUTE, moment, startOfDay } from '@core/base/time'
import { sayAnyRefusal } from '@core/words/cloud/say-any-refusal'
import { findViolations } from '../../runtime/invariants/find-violations'
import { runJobs } from '../../runtime/jobs'
import { footprint } from '../../testing/database/footprint'
import {
  arrivals,
  book,
  checkIn,
  enableCheckInCodes,
  HERE,
  paperOf,
  SMALL,
  START,
  screenOf,
  TALK,
  whyOf,
} from '../../testing/world/check-in-codes'
import { createPhone } from '../../testing/world/phone'
import { clearBookings } from '../../testing/world/reset'
import { type ScanInput, scansSentAt } from '../../testing/world/scans'
import { CHILD, openWorld, type Someone, type World } from '../../testing/world/world'

const TAKEN_BACK = { refusal: 'wall-off', takenBack: true } as const
let world: World
let resident: Someone
let elder: Someone
let manager: Someone
let id: string
beforeAll(async () => {
  world = await openWorld()
  ;[resident, elder, manager] = [await world.as('resident'), await world.as('elder'), await world.as('manager')]
  await enableCheckInCodes(world)
})
beforeEach(async () => {
  world.clock.now = START - 30 * MINUTE
  world.logged.length = 0
  id = (await book(world, resident, TALK, [resident.id, CHILD])).id
})
afterEach(async () => {
  expect(await findViolations(world.db, world.clock.now)).toEqual({})
  await clearBookings(world)
})
afterAll(() => world.close())

const checkInSelf = async (who = resident) => checkIn(who, { code: (await screenOf(world, manager))() })
const send = async (scans: ScanInput[], who = manager) =>
  (await who('POST', '/api/attendance', scansSentAt(world.clock.now, scans))).body.answers
const back = (more: Partial<ScanInput> = {}): ScanInput => ({ kind: 'take-back', pass: id, session: TALK, ...more })
const takeBack = async (more: Partial<ScanInput> = {}, who = manager) => (await send([back(more)], who))[0]
const cameOf = async () => (await resident('GET', `/api/bookings/${id}`)).body.booking.people[0].came
const rosterCame = async () => (await manager('GET', `/api/sessions/${TALK}/roster`)).body.roster[0].came

test('a self check-in that staff take back is gone for everybody: roster, booking and phones', async () => {
  const [phone, desk] = [createPhone(resident), createPhone(manager)]
  await checkInSelf()
  expect([await cameOf(), (await rosterCame()).means]).toEqual([true, 'screen'])
  await phone.sync()
  await desk.sync({ door: 'hp001' })
  world.clock.now += MINUTE
  const answer = await takeBack()
  expect(answer).toMatchObject({ verdict: 'undone', booking: id, name: '林*梅', seats: 2 })
  expect([await cameOf(), await rosterCame(), await arrivals(world)]).toEqual([false, null, []])
  await phone.sync()
  await desk.sync({ door: 'hp001' })
  expect(phone.kept.bookings.find((one) => one.id === id)?.people[0]?.came).toBe(false)
  expect(desk.kept.door?.roster.map((row) => row[6])).toEqual([null])
  // It can be cancelled again, as before they had come.
  expect((await resident('POST', `/api/bookings/${id}/cancel?late=1`)).status).toBe(200)
})

test('who took it back is stored with the event, and logged by ids', async () => {
  await checkInSelf()
  await takeBack()
  await takeBack()
  const rows = await world.db.query(`select by_id, booking_id, means, flag from scan where kind = 'take-back'`)
  expect(rows).toEqual([{ by_id: manager.id, booking_id: id, means: 'hand', flag: null }])
  const line = { event: 'check-in-taken-back', requestId: expect.any(String), by: manager.id, of: id }
  expect(world.logged).toEqual([line])
})

test('the code on paper is taken back alike', async () => {
  await checkIn(resident, { code: await paperOf(manager), spot: HERE })
  expect((await takeBack()).verdict).toBe('undone')
  expect(await arrivals(world)).toEqual([])
})

test('sent twice, by two phones, or without signal until the evening, it has one effect', async () => {
  await checkInSelf()
  const at = moment(world.clock.now + MINUTE)
  world.clock.now = START + 6 * HOUR
  for (const device of ['gate-1', 'gate-1', 'gate-2']) expect((await takeBack({ device, at })).verdict).toBe('undone')
  expect(await arrivals(world)).toEqual([])
})

test('a scan by staff stays, or counts again, in whichever order they come', async () => {
  await checkInSelf()
  world.clock.now += 2 * MINUTE
  await send([{ pass: id, device: 'gate-2' }])
  await takeBack({ seq: 9 })
  expect(await rosterCame()).toMatchObject({ at: moment(world.clock.now), means: 'hand', again: 0 })
  await world.db.query('truncate attendance, scan')
  await world.db.query('update booking set came = 0, scans = 0')
  await checkInSelf()
  await takeBack()
  world.clock.now += MINUTE
  expect((await send([{ pass: id, device: 'gate-2' }]))[0].verdict).toBe('in')
  expect(await rosterCame()).toMatchObject({ at: moment(world.clock.now), means: 'hand' })
})

test('undone within seconds by the same phone, the self check-in counts again', async () => {
  await checkInSelf()
  const since = moment(world.clock.now)
  world.clock.now += MINUTE
  await takeBack()
  world.clock.now += 5_000
  expect((await send([{ kind: 'undo', pass: id, of: 1, seq: 2 }]))[0].verdict).toBe('undone')
  expect(await rosterCame()).toMatchObject({ at: since, means: 'screen' })
})

test('afterwards staff record the arrival: a further self check-in is refused with a sentence', async () => {
  await checkInSelf()
  await takeBack()
  world.clock.now += MINUTE
  const again = await checkInSelf()
  // The code is one that phones of before know, with a text that holds.
  expect([whyOf(again), again.body.message]).toEqual(['wall-off', sayAnyRefusal('zh-hans', TAKEN_BACK)])
  // Another of the group, with a seat in the same booking.
  await world.db.query('update seat set person_id = $1 where person_id = $2', [elder.id, CHILD])
  expect((await checkInSelf(elder)).body).toMatchObject(TAKEN_BACK)
  await world.db.query('update seat set person_id = $1 where person_id = $2', [CHILD, elder.id])
  expect(await arrivals(world)).toEqual([])
  await send([{ pass: id, seq: 5 }])
  expect((await checkInSelf()).body.parties[0].at).toBe(moment(world.clock.now))
})

describe('is refused with a sentence, and changes nothing:', () => {
  const expectRefused = async (refusal: string, more: Partial<ScanInput> = {}, who = manager) => {
    const before = await footprint(world.db)
    const answer = await takeBack(more, who)
    expect(answer).toMatchObject({ verdict: 'refused', refusal, message: expect.stringMatching(/。$/) })
    expect(await footprint(world.db)).toEqual(before)
    expect(world.logged).toEqual([])
  }
  test('where nobody has come', () => expectRefused('not-self'))
  test('where staff let them in', async () => {
    await send([{ pass: id }])
    await expectRefused('not-self', { seq: 2 })
  })
  test('on another day; recorded that day and sent later, it counts', async () => {
    await checkInSelf()
    const at = startOfDay('2026-11-24')
    world.clock.now = at
    await expectRefused('other-day')
    expect((await takeBack({ at: moment(at - 1) })).verdict).toBe('undone')
  })
  test('of another session', async () => {
    await checkInSelf()
    await expectRefused('other-session', { session: SMALL })
  })
  test('by somebody who does not work there', async () => {
    await checkInSelf()
    await world.db.query(`insert into role values ($1, 'staff', 'hp099')`, [elder.id])
    await expectRefused('unknown-pass', {}, elder)
    await world.db.query('delete from role where person_id = $1', [elder.id])
    const { status } = await elder('POST', '/api/attendance', scansSentAt(world.clock.now, [back()]))
    expect(status).toBe(404)
  })
  test('of a booking that does not exist, or by a door code', async () => {
    await expectRefused('unknown-pass', { pass: 'hp001.zzzzzzzzzzzzzzzz' })
    await expectRefused('forged', { pass: '12345678' })
  })
})

test('told only after the session was judged, it brings no strike', async () => {
  await checkInSelf()
  const at = moment(world.clock.now + MINUTE)
  world.clock.now = startOfDay('2026-11-24') + 15 * MINUTE
  await runJobs(world.deps)
  expect((await takeBack({ at })).verdict).toBe('undone')
  world.clock.now += DAY
  await runJobs(world.deps)
  expect((await resident('GET', '/api/strikes')).body.strikes).toEqual([])
})
