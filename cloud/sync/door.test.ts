import { type DoorPack, listArrivals } from '@core/attendance/door-pack'
import { DAY } from '@core/base/time'
import type { Booking } from '@core/booking/booking'
import type { DoorDelta } from '@core/sync/sync'
import { newIdempotencyKey } from '../testing/world/idempotency-key'
import { createPhone, packOf } from '../testing/world/phone'
import { resetDistrict } from '../testing/world/reset'
import { scansSentAt } from '../testing/world/scans'
import { MONDAY_TEN, openWorld, type Someone, type World } from '../testing/world/world'

const [TALK, SMALL] = ['hp001.talk-2611231400', 'hp001.small-2611231600']
let world: World
let resident: Someone
let manager: Someone
beforeAll(async () => {
  world = await openWorld()
})
beforeEach(async () => {
  await resetDistrict(world)
  resident = await world.as('resident')
  manager = await world.as('manager')
})
afterAll(() => world.close())

const book = async (session: string, who = resident): Promise<Booking> =>
  (await who('POST', '/api/bookings', { session, people: [who.id] }, newIdempotencyKey())).body.booking
const openDesk = async () => {
  const phone = createPhone(manager)
  await phone.sync({ door: 'hp001' })
  const syncDoor = async () => (await phone.sync({ door: 'hp001' })).body?.door as DoorDelta | undefined
  return { phone, syncDoor }
}
/** A door pack without its time, and with its rows in order. */
const dayOfDoor = (pack: DoorPack | undefined) => ({
  ...pack,
  at: '',
  roster: [...(pack?.roster ?? [])].sort(([a], [b]) => (a < b ? -1 : 1)),
})
/** Compares with the pack of a new phone; by a login of its own, since a login has few bookmarks. */
const expectFresh = async ({ phone }: Awaited<ReturnType<typeof openDesk>>) =>
  expect(dayOfDoor(phone.kept.door)).toEqual(dayOfDoor(await packOf(await world.as('manager'))))

test('an unchanged door pack is answered with 304', async () => {
  await book(TALK)
  const here = await openDesk()
  expect((await here.phone.sync({ door: 'hp001' })).status).toBe(304)
})

test('a booking, an arrival and a cancellation each send only their own row', async () => {
  const first = await book(TALK)
  const here = await openDesk()
  const elder = await world.as('elder')
  const second = await book(SMALL, elder)
  const delta = await here.syncDoor()
  expect(delta).toMatchObject({ put: [[second.id.slice(6), 3, 1, 1, second.code, ['陈*安'], null]], gone: [] })
  expect(Object.keys(delta ?? {})).not.toContain('keys')
  await expectFresh(here)
  await manager('POST', '/api/attendance', scansSentAt(MONDAY_TEN, [{ pass: first.code }]))
  const came = await here.syncDoor()
  expect(came?.put.map(([id]) => id)).toEqual([first.id.slice(6)])
  expect(came).toMatchObject({ gone: [], devices: ['gate-1'] })
  await expectFresh(here)
  expect(listArrivals(here.phone.kept.door as DoorPack)).toMatchObject([{ booking: first.id }])
  await elder('POST', `/api/bookings/${second.id}/cancel`)
  expect(await here.syncDoor()).toMatchObject({ put: [], gone: [second.id.slice(6)], ended: [second.id.slice(6)] })
  await expectFresh(here)
})

test('a scan by a second device leaves the rows of the first unchanged', async () => {
  const [first, second] = [await book(TALK), await book(SMALL)]
  const here = await openDesk()
  await manager('POST', '/api/attendance', scansSentAt(MONDAY_TEN, [{ pass: second.code, device: 'zzz' }]))
  await here.syncDoor()
  world.clock.now += 60_000
  await manager('POST', '/api/attendance', scansSentAt(world.clock.now, [{ pass: first.code, device: 'aaa' }]))
  const delta = await here.syncDoor()
  expect(delta).toMatchObject({
    put: [[first.id.slice(6)]].map(() => expect.arrayContaining([first.id.slice(6)])),
    devices: ['zzz', 'aaa'],
  })
  await expectFresh(here)
})

test('a called-off session removes its rows, and the other rows still find their session', async () => {
  const [, small] = [await book(TALK), await book(SMALL)]
  const here = await openDesk()
  await manager('POST', `/api/sessions/${TALK}/call-off`, { reason: '停水' })
  await here.syncDoor()
  await expectFresh(here)
  expect(here.phone.kept.door?.roster.map(([id]) => id)).toEqual([small.id.slice(6)])
})

test('another station or another day sends the whole door pack', async () => {
  const district = await world.as('district')
  const phone = createPhone(district)
  const all = async (door: string) => (await phone.sync({ door })).body?.door?.all
  expect([await all('hp001'), await all('hp099'), await all('hp001')]).toEqual([true, true, true])
  expect(await all('hp001')).toBeUndefined()
  world.clock.now += DAY
  expect(await all('hp001')).toBe(true)
  // A call without a door in between does not lose the state.
  await phone.sync()
  expect((await phone.sync({ door: 'hp001' })).status).toBe(304)
})

test('a worker who lost the role gets null at each call until the role is back', async () => {
  await book(TALK)
  const here = await openDesk()
  const roles = await world.db.query('delete from role where person_id = $1 returning *', [manager.id])
  expect((await here.phone.sync({ door: 'hp001' })).body.door).toBe(null)
  expect(here.phone.kept.door).toBeUndefined()
  expect((await here.phone.sync({ door: 'hp001' })).body.door).toBe(null)
  for (const { person_id, role, scope } of roles as { person_id: string; role: string; scope: string }[])
    await world.db.query('insert into role (person_id, role, scope) values ($1, $2, $3)', [person_id, role, scope])
  expect((await here.syncDoor())?.all).toBe(true)
  await expectFresh(here)
})

test('a phone that does not ask for its door is told once that the role is lost', async () => {
  await book(TALK)
  const here = await openDesk()
  await world.db.query('delete from role where person_id = $1', [manager.id])
  const delta = await here.phone.sync()
  expect([delta.body.door, delta.body.me?.roles]).toEqual([null, []])
  expect(here.phone.kept.door).toBeUndefined()
  expect((await here.phone.sync()).status).toBe(304)
})

test('a change of roles keeps the pack of a station still covered, and discards any other', async () => {
  const district = await world.as('district')
  const phone = createPhone(district)
  await phone.sync({ door: 'hp099' })
  await world.db.query(`update role set role = 'station', scope = 'hp099' where person_id = $1`, [district.id])
  expect((await phone.sync()).body).not.toHaveProperty('door')
  await world.db.query(`update role set scope = 'hp001' where person_id = $1`, [district.id])
  expect((await phone.sync()).body.door).toBe(null)
})

test('a phone with an unknown bookmark is told to discard its door pack', async () => {
  const here = await openDesk()
  const { body } = await manager('GET', '/api/sync?since=AAAAAAAAAAAAAAAA')
  expect(body.door).toBe(null)
  expect((await here.syncDoor())?.all).toBeUndefined()
})
