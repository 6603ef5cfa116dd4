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
const standing = async () => {
  const phone = createPhone(manager)
  await phone.sync({ door: 'hp001' })
  const hear = async () => (await phone.sync({ door: 'hp001' })).body?.door as DoorDelta | undefined
  return { phone, hear }
}
/** The day as it is, but for when it was asked, and in which order its rows came. */
const dayOfDoor = (pack: DoorPack | undefined) => ({
  ...pack,
  at: '',
  roster: [...(pack?.roster ?? [])].sort(([a], [b]) => (a < b ? -1 : 1)),
})
/** The same as a new phone is told now; by a login of its own, since of one login few bookmarks are kept. */
const isRight = async ({ phone }: Awaited<ReturnType<typeof standing>>) =>
  expect(dayOfDoor(phone.kept.door)).toEqual(dayOfDoor(await packOf(await world.as('manager'))))

test('nothing new at the door is nothing told', async () => {
  await book(TALK)
  const here = await standing()
  expect((await here.phone.sync({ door: 'hp001' })).status).toBe(304)
})

test('one who books, one who comes, one who cancels: each a row, and what counts them', async () => {
  const first = await book(TALK)
  const here = await standing()
  const elder = await world.as('elder')
  const second = await book(SMALL, elder)
  const told = await here.hear()
  expect(told).toMatchObject({ put: [[second.id.slice(6), 3, 1, 1, second.code, ['陈*安'], null]], gone: [] })
  expect(Object.keys(told ?? {})).not.toContain('keys')
  await isRight(here)
  await manager('POST', '/api/attendance', scansSentAt(MONDAY_TEN, [{ pass: first.code }]))
  const came = await here.hear()
  expect(came?.put.map(([letters]) => letters)).toEqual([first.id.slice(6)])
  expect(came).toMatchObject({ gone: [], devices: ['gate-1'] })
  await isRight(here)
  expect(listArrivals(here.phone.kept.door as DoorPack)).toMatchObject([{ booking: first.id }])
  await elder('POST', `/api/bookings/${second.id}/cancel`)
  expect(await here.hear()).toMatchObject({ put: [], gone: [second.id.slice(6)], ended: [second.id.slice(6)] })
  await isRight(here)
})

test('a second phone that scans leaves the rows of the first as they are', async () => {
  const [first, second] = [await book(TALK), await book(SMALL)]
  const here = await standing()
  await manager('POST', '/api/attendance', scansSentAt(MONDAY_TEN, [{ pass: second.code, device: 'zzz' }]))
  await here.hear()
  world.clock.now += 60_000
  await manager('POST', '/api/attendance', scansSentAt(world.clock.now, [{ pass: first.code, device: 'aaa' }]))
  const told = await here.hear()
  expect(told).toMatchObject({
    put: [[first.id.slice(6)]].map(() => expect.arrayContaining([first.id.slice(6)])),
    devices: ['zzz', 'aaa'],
  })
  await isRight(here)
})

test('a session that is called off takes its rows along, and the others still find theirs', async () => {
  const [, small] = [await book(TALK), await book(SMALL)]
  const here = await standing()
  await manager('POST', `/api/sessions/${TALK}/call-off`, { reason: '停水' })
  await here.hear()
  await isRight(here)
  expect(here.phone.kept.door?.roster.map(([letters]) => letters)).toEqual([small.id.slice(6)])
})

test('another station, another day: all of it, and back again', async () => {
  const district = await world.as('district')
  const phone = createPhone(district)
  const all = async (door: string) => (await phone.sync({ door })).body?.door?.all
  expect([await all('hp001'), await all('hp099'), await all('hp001')]).toEqual([true, true, true])
  expect(await all('hp001')).toBeUndefined()
  world.clock.now += DAY
  expect(await all('hp001')).toBe(true)
  // In between one may ask without a door, and it is not forgotten.
  await phone.sync()
  expect((await phone.sync({ door: 'hp001' })).status).toBe(304)
})

test('who no longer looks after it is told so, again and again, until they do', async () => {
  await book(TALK)
  const here = await standing()
  const roles = await world.db.query('delete from role where person_id = $1 returning *', [manager.id])
  expect((await here.phone.sync({ door: 'hp001' })).body.door).toBe(null)
  expect(here.phone.kept.door).toBeUndefined()
  expect((await here.phone.sync({ door: 'hp001' })).body.door).toBe(null)
  for (const { person_id, role, scope } of roles as { person_id: string; role: string; scope: string }[])
    await world.db.query('insert into role (person_id, role, scope) values ($1, $2, $3)', [person_id, role, scope])
  expect((await here.hear())?.all).toBe(true)
  await isRight(here)
})

test('it is told without being asked about its door, once', async () => {
  await book(TALK)
  const here = await standing()
  await world.db.query('delete from role where person_id = $1', [manager.id])
  const told = await here.phone.sync()
  expect([told.body.door, told.body.me?.roles]).toEqual([null, []])
  expect(here.phone.kept.door).toBeUndefined()
  expect((await here.phone.sync()).status).toBe(304)
})

test('of two stations the one that is left stays, and one that is lost goes', async () => {
  const district = await world.as('district')
  const phone = createPhone(district)
  await phone.sync({ door: 'hp099' })
  await world.db.query(`update role set role = 'station', scope = 'hp099' where person_id = $1`, [district.id])
  expect((await phone.sync()).body).not.toHaveProperty('door')
  await world.db.query(`update role set scope = 'hp001' where person_id = $1`, [district.id])
  expect((await phone.sync()).body.door).toBe(null)
})

test('a phone that lost its bookmark gives up what it has of a door, and asks for it', async () => {
  const here = await standing()
  const { body } = await manager('GET', '/api/sync?since=AAAAAAAAAAAAAAAA')
  expect(body.door).toBe(null)
  expect((await here.hear())?.all).toBeUndefined()
})
