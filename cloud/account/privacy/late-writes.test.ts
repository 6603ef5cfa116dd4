import { HOUR, moment } from '@core/base/time'
import { findViolations } from '../../runtime/invariants/find-violations'
import { runJobs } from '../../runtime/jobs'
import { dumpDatabase } from '../../testing/database/dump'
import { footprint } from '../../testing/database/footprint'
import { newIdempotencyKey } from '../../testing/world/idempotency-key'
import { passShownAt, type ScanInput, scansSentAt } from '../../testing/world/scans'
import { CHILD, MONDAY_TEN, openWorld, type Someone, type World } from '../../testing/world/world'
import { book, erase, resetPeople, rowsOf } from './erase-setup'

const TALK = 'hp001.talk-2611231400'
let world: World
let resident: Someone
let manager: Someone
beforeAll(async () => {
  world = await openWorld()
})
beforeEach(async () => {
  ;({ resident, manager } = await resetPeople(world))
})
afterEach(async () => expect(await findViolations(world.db, world.clock.now)).toEqual({}))
afterAll(() => world.close())

describe('a late write about an erased person', () => {
  const at = (hours: number) => MONDAY_TEN + hours * HOUR
  const upload = (scan: ScanInput) => manager('POST', '/api/attendance', scansSentAt(world.clock.now, [scan]))
  test('counts an arrival scanned offline before the erasure, without a name', async () => {
    const { booking } = (await book(resident, TALK, [resident.id, CHILD])).body
    const { pass } = (await resident('GET', `/api/bookings/${booking.id}/pass`)).body
    const offlineScan: ScanInput = { pass: passShownAt(pass, at(4)), at: moment(at(4)), told: true }
    world.clock.now = at(6)
    await erase(resident)
    const [answer] = (await upload(offlineScan)).body.answers
    expect([answer.verdict, answer.name, answer.flag]).toEqual(['in', '', undefined])
    expect(await dumpDatabase(world.db)).not.toMatch(/林晓梅|小宝/)
    const { roster } = (await manager('GET', `/api/sessions/${TALK}/roster`)).body
    expect(roster.map((one: { name: string; came: object }) => [one.name, !!one.came])).toEqual([
      ['', true],
      ['', true],
    ])
    // The end of the day makes neither a strike nor a notice.
    world.clock.now = at(20)
    await runJobs(world.deps)
    expect(await rowsOf(world, 'strike', 'person_id', resident.id)).toEqual([])
    expect(await rowsOf(world, 'notice', 'person_id', resident.id)).toEqual([])
  })
  test('flags an arrival with a booking that the erasure cancelled, without a name', async () => {
    const { booking } = (await book(resident, TALK)).body
    const { pass } = (await resident('GET', `/api/bookings/${booking.id}/pass`)).body
    const offlineScan: ScanInput = { pass: passShownAt(pass, at(4)), at: moment(at(4)), told: true }
    await erase(resident)
    world.clock.now = at(5)
    const [answer] = (await upload(offlineScan)).body.answers
    expect([answer.verdict, answer.name, answer.flag]).toEqual(['in', '', 'cancelled'])
    expect(await rowsOf(world, 'attendance', 'person_id', resident.id)).toEqual([])
    expect(await dumpDatabase(world.db)).not.toMatch(/林晓梅|小宝/)
  })
  test('makes neither a strike nor a notice of their no-show', async () => {
    await book(resident, TALK)
    world.clock.now = at(6)
    await erase(resident)
    world.clock.now = at(15)
    await runJobs(world.deps)
    expect(await world.db.query('select 1 from session where id = $1 and judged', [TALK])).toHaveLength(1)
    expect(await world.db.query('select 1 from strike')).toEqual([])
    expect(await rowsOf(world, 'notice', 'person_id', resident.id)).toEqual([])
  })
  test.each([
    ['login', `(token_hash, person_id, created_at, expires_at) values ('x', $1, now(), now())`],
    ['calendar', `values ($1, 'x', now())`],
    ['wrong_code', `values ($1, now(), 1)`],
    ['role', `values ($1, 'station', 'hp001')`],
    ['guardianship', `(guardian_id, person_id, relation, since) values ($1, $1, 'self', now())`],
    ['message_permission', `values ($1, 'moved', 1, now())`],
    ['identity', `values ('app', 'x', 'x', null, $1, now(), now())`],
    ['phone', `values ($1, 'x', 'x', now())`],
  ])('is rejected by the table %s', async (table, values) => {
    await erase(resident)
    const writing = world.db.query(`insert into ${table} ${values}`, [resident.id])
    await expect(writing).rejects.toMatchObject({ constraint: 'person_erased' })
  })
  test('is 401 for a phone that still has the token', async () => {
    const key = newIdempotencyKey()
    const bookingRequest = { session: TALK, people: [resident.id] }
    const first = await resident('POST', '/api/bookings', bookingRequest, key)
    expect(first.status).toBe(201)
    await erase(resident)
    const before = await footprint(world.db)
    expect((await resident('POST', '/api/bookings', bookingRequest, key)).status).toBe(401)
    expect((await resident('POST', '/api/people', { name: '谁', relation: 'parent' })).status).toBe(401)
    expect(await footprint(world.db)).toEqual(before)
  })
})
