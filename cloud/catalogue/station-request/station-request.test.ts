import { HOUR } from '@core/base/time'
import { DOOR_ACCURACY } from '@core/place/station-change'
import { findViolations } from '../../runtime/invariants/find-violations'
import { MONDAY_TEN, openWorld, type Someone, STATIONS, type World } from '../../testing/world/world'

let world: World
let manager: Someone
let district: Someone
beforeAll(async () => {
  world = await openWorld()
  ;[manager, district] = [await world.as('manager'), await world.as('district')]
})
beforeEach(async () => {
  world.clock.now = MONDAY_TEN
  await world.db.query('truncate station_change, station_request')
  await world.db.query('update station set revision = 1, lat = 23.18, lng = 113.495, about = $1 where id = $2', [
    JSON.stringify({ ...STATIONS[0], approximate: true }),
    'hp001',
  ])
})
afterEach(async () => expect(await findViolations(world.db)).toEqual({}))
afterAll(() => world.close())

const NAME = { kind: 'name', name: '萝岗邻里中心' }
const DOOR = { kind: 'position', lat: 23.1812, lng: 113.4963, accuracy: 8 }
const wish = (who: Someone, wanted: object) => who('POST', '/api/stations/hp001/requests', { wish: wanted })
const answer = (who: Someone, id: string, body: object) => who('POST', `/api/station-requests/${id}`, body)
const station = async () => (await world.ask('GET', '/api/stations/hp001')).body.station
const waiting = async () => (await district('GET', '/api/station-requests')).body.requests

test('a new name waits for the street, and applies when it is accepted', async () => {
  const { status, body } = await wish(manager, { kind: 'name', name: ' 萝岗邻里中心 ' })
  expect(status).toBe(201)
  expect(body.request).toMatchObject({ station: 'hp001', wish: NAME })
  expect((await station()).name).toBe('综合体')
  expect(await waiting()).toEqual([body.request])
  const accepted = await answer(district, body.request.id, { accept: true })
  expect(accepted.body.request.outcome).toBe('accepted')
  expect((await station()).name).toBe('萝岗邻里中心')
  expect(await waiting()).toEqual([])
  const page = (await manager('GET', '/api/stations/hp001/page')).body
  expect([page.revision, page.requests, page.changes]).toMatchObject([
    2,
    [{ outcome: 'accepted' }],
    [{ what: ['name'] }],
  ])
})

test('a refused one leaves the station as it is and says why', async () => {
  const { body } = await wish(manager, NAME)
  const { status } = await answer(district, body.request.id, { accept: false, words: '和区里另一个站重名了。' })
  expect(status).toBe(200)
  expect((await station()).name).toBe('综合体')
  const page = (await manager('GET', '/api/stations/hp001/page')).body
  expect(page.requests).toMatchObject([{ outcome: 'refused', words: '和区里另一个站重名了。' }])
  expect((await answer(district, body.request.id, { accept: true })).body.refusal).toBe('request-answered')
  expect((await station()).name).toBe('综合体')
  for (const bad of [{ accept: false }, { accept: false, words: ' ' }, { accept: true, words: 'x' }])
    expect([bad, (await answer(district, body.request.id, bad)).status]).toEqual([bad, 400])
})

test('a newer wish for the same replaces the older; one for something else waits beside it', async () => {
  const first = (await wish(manager, NAME)).body.request
  world.clock.now += HOUR
  const second = (await wish(manager, { kind: 'name', name: '萝岗中心' })).body.request
  const door = (await wish(manager, DOOR)).body.request
  expect((await waiting()).map(({ id }: { id: string }) => id).sort()).toEqual([second.id, door.id].sort())
  expect((await answer(district, first.id, { accept: true })).body.refusal).toBe('request-answered')
})

test('a position at the door moves the station, and is not approximate any more', async () => {
  const { body } = await wish(manager, DOOR)
  await answer(district, body.request.id, { accept: true })
  const { lat, lng, approximate } = await station()
  expect([lat, lng, approximate]).toEqual([23.1812, 113.4963, undefined])
  const near = (await world.ask('GET', '/api/stations/near?lat=23.1812&lng=113.4963&limit=1')).body.stations
  expect(near).toMatchObject([{ metres: 0, station: { id: 'hp001' } }])
})

test('a position of bad accuracy is refused with both figures', async () => {
  expect((await wish(manager, { ...DOOR, accuracy: DOOR_ACCURACY })).status).toBe(201)
  const { status, body } = await wish(manager, { ...DOOR, accuracy: 80.4 })
  expect([status, body]).toMatchObject([409, { refusal: 'position-vague', metres: 80, within: 30 }])
})

test('whoever may decide changes the station at once', async () => {
  expect((await wish(district, NAME)).body.request.outcome).toBe('accepted')
  expect((await station()).name).toBe('萝岗邻里中心')
})

test('the manager of a station may not decide', async () => {
  const { body } = await wish(manager, NAME)
  expect((await answer(manager, body.request.id, { accept: true })).status).toBe(404)
  expect((await manager('GET', '/api/station-requests')).status).toBe(404)
})

test.each([
  { kind: 'name', name: '站' },
  { kind: 'name', name: '中\u200b心' },
  { kind: 'name', name: '名'.repeat(41) },
  { kind: 'position', lat: 23, lng: 113 },
  { kind: 'position', lat: 60, lng: 113, accuracy: 5 },
  { kind: 'hours' },
])('%j is bad input', async (wanted) => {
  expect((await wish(manager, wanted)).status).toBe(400)
})
