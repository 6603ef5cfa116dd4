import { findViolations } from '../../runtime/invariants/find-violations'
import { footprint } from '../../testing/database/footprint'
import { openWorld, type Someone, type World } from '../../testing/world/world'

let world: World
let manager: Someone
let district: Someone
let resident: Someone
let elder: Someone
beforeAll(async () => {
  world = await openWorld()
  manager = await world.as('manager')
  district = await world.as('district')
  resident = await world.as('resident')
  elder = await world.as('elder')
})
afterEach(async () => expect(await findViolations(world.db)).toEqual({}))
afterAll(() => world.close())

const here = { scope: 'station', id: 'hp001' }
const street = { scope: 'street', id: '440112012' }
const close = (ask: Someone, scope: { scope: string; id: string }, day = '2026-11-24') =>
  ask('POST', '/api/closures', { closing: { scope, day, reason: '台风', act: 'call-off' }, preview: true })

test('the district closes a street, with every station in it', async () => {
  const { body } = await close(district, street)
  expect(new Set(body.sessions.map(({ station }: { station: string }) => station))).toEqual(new Set(['hp001', 'hp099']))
})
test('the manager of a street closes it and its stations, but no other street', async () => {
  expect((await close(elder, street)).status).toBe(404)
  await world.db.query(`insert into role values ($1, 'street', '440112012')`, [elder.id])
  expect((await close(elder, street)).status).toBe(200)
  expect((await close(elder, here)).status).toBe(200)
  expect((await close(elder, { scope: 'street', id: '440112001' })).status).toBe(404)
})
test.each([
  ['to a resident', here, () => resident],
  ['to the manager of another station', { scope: 'station', id: 'hp099' }, () => manager],
  ['for a street, to the manager of one station', street, () => manager],
  ['for an unknown station', { scope: 'station', id: 'hp404' }, () => manager],
  ['for an unknown street', { scope: 'street', id: '440112999' }, () => district],
])('closing a day answers 404 %s', async (_who, scope, who) => {
  const before = await footprint(world.db)
  expect((await close(who(), scope)).body).toMatchObject({ code: 'not-found' })
  expect(await footprint(world.db)).toEqual(before)
})
test('a past day cannot be closed', async () => {
  const { status, body } = await close(manager, here, '2026-11-22')
  expect([status, body.code, body.where]).toEqual([400, 'bad-input', 'closing.day'])
})
