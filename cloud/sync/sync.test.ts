import { DAY, HOUR } from '@core/base/time'
import type { Booking } from '@core/booking/booking'
import { runJobs } from '../runtime/jobs'
import { newIdempotencyKey } from '../testing/world/idempotency-key'
import { createPhone } from '../testing/world/phone'
import { resetDistrict } from '../testing/world/reset'
import { passShownAt } from '../testing/world/scans'
import { MONDAY_TEN, openWorld, type Someone, type World } from '../testing/world/world'

const TALK = 'hp001.talk-2611231400'
let world: World
let resident: Someone
beforeAll(async () => {
  world = await openWorld()
})
beforeEach(async () => {
  await resetDistrict(world)
  resident = await world.as('resident')
})
afterAll(() => world.close())

const book = async (who: Someone, session = TALK, people = [who.id]): Promise<string> =>
  (await who('POST', '/api/bookings', { session, people }, newIdempotencyKey())).body.booking.id
const cancel = (who: Someone, id: string) => who('POST', `/api/bookings/${id}/cancel`)
const rename = (id: string, name: string) =>
  world.db.query(`update station set about = about || jsonb_build_object('name', $2::text) where id = $1`, [id, name])

describe('a logged-in phone', () => {
  test('gets all of its own data first, then 304 until something changes', async () => {
    const id = await book(resident)
    const phone = createPhone(resident)
    const { body } = await phone.sync()
    expect(body.me).toEqual((await resident('GET', '/api/me')).body)
    expect(phone.kept.bookings).toEqual((await resident('GET', '/api/bookings')).body.bookings)
    expect(phone.kept.passes).toEqual({ [id]: (await resident('GET', `/api/bookings/${id}/pass`)).body.pass })
    const inbox = (await resident('GET', '/api/notices')).body
    expect([phone.kept.notices, phone.kept.unread]).toEqual([inbox.notices, inbox.unread])
    const again = await phone.sync()
    expect([again.status, again.text]).toEqual([304, ''])
  })
  test('that has the stations already does not get them again', async () => {
    const before = createPhone(world.ask)
    await before.sync()
    const { body } = await resident('GET', `/api/sync?since=${before.since}`)
    expect(Object.keys(body).sort()).toEqual(['bookings', 'door', 'me', 'next', 'notices'])
  })
  test('gets only what changed elsewhere, and drops the pass of a cancelled booking', async () => {
    const phone = createPhone(resident)
    await phone.sync()
    const id = await book(resident)
    const { body } = await phone.sync()
    expect(Object.keys(body).sort()).toEqual(['bookings', 'next', 'notices'])
    expect(body.bookings?.put.map((one: { id: string }) => one.id)).toEqual([id])
    const pass = phone.kept.passes[id]
    const manager = await world.as('manager')
    const scan = {
      sentAt: new Date(MONDAY_TEN).toISOString(),
      scans: [
        {
          kind: 'in',
          pass: pass && passShownAt(pass, MONDAY_TEN),
          at: new Date(MONDAY_TEN).toISOString(),
          device: 'd',
          seq: 1,
        },
      ],
    }
    expect((await manager('POST', '/api/attendance', scan)).body.answers[0].verdict).toBe('in')
    const other = await book(resident, 'hp001.talk-2611241400')
    await phone.sync()
    expect(Object.keys(phone.kept.passes).sort()).toEqual([id, other].sort())
    await cancel(resident, other)
    await phone.sync()
    expect(Object.keys(phone.kept.passes)).toEqual([id])
    expect(phone.kept.bookings).toHaveLength(2)
  })
  test('gets the new unread count when notices are read elsewhere', async () => {
    await book(resident, 'hp001.talk-2611251400')
    const manager = await world.as('manager')
    await manager('POST', '/api/sessions/hp001.talk-2611251400/call-off', { reason: '停水' })
    const phone = createPhone(resident)
    await phone.sync()
    expect(phone.kept.unread).toBe(1)
    await resident('POST', '/api/notices/read', { upTo: phone.kept.notices[0]?.id })
    await phone.sync()
    expect([phone.kept.unread, phone.kept.notices[0]?.read]).toEqual([0, true])
  })
  test('gets its roles when one is taken away', async () => {
    const manager = await world.as('manager')
    const phone = createPhone(manager)
    await phone.sync()
    await world.db.query(`delete from role where person_id = $1`, [manager.id])
    expect((await phone.sync()).body.me?.roles).toEqual([])
  })
  test('gets a lost answer again, with what changed since', async () => {
    const phone = createPhone(resident)
    await phone.sync()
    const first = await book(resident)
    await phone.sync({ lost: true })
    const second = await book(resident, 'hp001.talk-2611241400')
    await phone.sync({ lost: true })
    await cancel(resident, first)
    const { body } = await phone.sync()
    expect(body.bookings?.put.map(({ id, status }: Booking) => [id, status])).toEqual(
      expect.arrayContaining([
        [first, 'cancelled'],
        [second, 'booked'],
      ]),
    )
    expect(phone.kept.bookings).toHaveLength(2)
  })
  test('keeps the bookmark it asks with, however many answers are lost, and few others', async () => {
    const phone = createPhone(resident)
    await phone.sync()
    for (let nth = 0; nth < 8; nth++) {
      const id = await book(resident)
      await phone.sync({ lost: true })
      await cancel(resident, id)
      world.clock.now += 1
    }
    expect((await world.db.query('select 1 from sync_bookmark')).length).toBeLessThanOrEqual(5)
    expect((await phone.sync()).body.bookings).not.toHaveProperty('all')
  })
  test('needs one call after a month offline', async () => {
    const phone = createPhone(resident)
    const id = await book(resident, 'hp001.talk-2611251400')
    await phone.sync()
    world.clock.now = MONDAY_TEN + 6 * HOUR
    const manager = await world.as('manager')
    await manager('POST', '/api/sessions/hp001.talk-2611251400/call-off', { reason: '停水' })
    await rename('hp001', '改了名')
    world.clock.now = MONDAY_TEN + 29 * DAY
    await runJobs(world.deps)
    const { body } = await phone.sync()
    expect(body.bookings).toMatchObject({ put: [{ id, status: 'cancelled', ended: 'station' }], gone: [] })
    expect(body.stations).not.toHaveProperty('all')
    expect(phone.kept.pack).toEqual((await world.ask('GET', '/api/stations')).body)
    await rename('hp001', '综合体')
  })
  test('drops notices that the cloud has deleted', async () => {
    await book(resident)
    const phone = createPhone(resident)
    await phone.sync()
    await world.db.query('delete from notice')
    expect((await phone.sync()).body.notices).toMatchObject({
      put: [],
      gone: [expect.stringMatching(/^\d+$/)],
      unread: 0,
    })
    expect(phone.kept.notices).toEqual([])
  })
  test('counts unread notices that are no longer listed', async () => {
    await world.db.query(
      `insert into notice (person_id, kind, at, station_id, session_id)
       select $1, 'paused', now(), 'hp001', $2 from generate_series(1, 201)`,
      [resident.id, TALK],
    )
    const phone = createPhone(resident)
    await phone.sync()
    expect([phone.kept.unread, phone.kept.notices.length]).toEqual([201, 200])
    await world.db.query('delete from notice where id = (select min(id) from notice)')
    expect((await phone.sync()).body.notices).toEqual({ put: [], gone: [], unread: 200 })
  })
  test('gets all of its own data with another person’s bookmark, and nothing of theirs', async () => {
    const phone = createPhone(resident)
    await phone.sync()
    const elder = await world.as('elder')
    const { body } = await elder('GET', `/api/sync?since=${phone.since}`)
    expect([body.bookings.all, body.stations.all, body.me.person.id]).toEqual([true, true, elder.id])
  })
  test('loses its bookmarks at logout', async () => {
    const phone = createPhone(resident)
    await phone.sync()
    await resident('POST', '/api/logout')
    expect(await world.db.query('select 1 from sync_bookmark')).toEqual([])
    await expect(phone.sync()).rejects.toThrow(/login-needed/)
  })
})
