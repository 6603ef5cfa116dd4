import { findViolations, footprint } from '../../testing/database/invariants'
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

test('a street is closed by the district, each of its stations', async () => {
  const { body } = await close(district, street)
  expect(new Set(body.sessions.map(({ station }: { station: string }) => station))).toEqual(new Set(['hp001', 'hp099']))
})
test('and by whoever looks after that street', async () => {
  expect((await close(elder, street)).status).toBe(404)
  await world.db.query(`insert into role values ($1, 'street', '440112012')`, [elder.id])
  expect((await close(elder, street)).status).toBe(200)
  expect((await close(elder, here)).status).toBe(200)
  expect((await close(elder, { scope: 'street', id: '440112001' })).status).toBe(404)
})
test.each([
  ['a resident', here, () => resident],
  ["another station's manager", { scope: 'station', id: 'hp099' }, () => manager],
  ["a street's manager of one station", street, () => manager],
  ['a station that there is not', { scope: 'station', id: 'hp404' }, () => manager],
  ['a street that there is not', { scope: 'street', id: '440112999' }, () => district],
])('%s: as unknown as none', async (_who, scope, who) => {
  const before = await footprint(world.db)
  expect((await close(who(), scope)).body).toMatchObject({ code: 'not-found' })
  expect(await footprint(world.db)).toEqual(before)
})
test('a day that is over cannot be closed', async () => {
  const { status, body } = await close(manager, here, '2026-11-22')
  expect([status, body.code, body.where]).toEqual([400, 'bad-input', 'closing.day'])
})
