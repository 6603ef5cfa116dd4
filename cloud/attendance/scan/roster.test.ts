import { newIdempotencyKey } from '../../testing/world/idempotency-key'
import { scansSentAt } from '../../testing/world/scans'
import { CHILD, openWorld, type World } from '../../testing/world/world'

const TALK = 'hp001.talk-2611231400'
let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())
const plain = ({ status, body }: { status: number; body: object }) => ({ status, body: { ...body, requestId: '' } })

test('the roster lists everybody of every booking, in order, with masked names only', async () => {
  const resident = await world.as('resident')
  const elder = await world.as('elder')
  const manager = await world.as('manager')
  const book = (ask: World['ask'], people: string[]) =>
    ask('POST', '/api/bookings', { session: TALK, people }, newIdempotencyKey())
  const mine = (await book(resident, [CHILD, resident.id])).body.booking
  world.clock.now += 1000
  const cancelled = (await book(elder, [elder.id])).body.booking
  await elder('POST', `/api/bookings/${cancelled.id}/cancel`)
  const theirs = (await book(elder, [elder.id])).body.booking

  const { status, body, text } = await manager('GET', `/api/sessions/${TALK}/roster`)
  expect(status).toBe(200)
  expect(body.session).toMatchObject({ id: TALK, left: 7 })
  expect(body.roster).toEqual([
    { booking: mine.id, person: resident.id, name: '林*梅', code: mine.code, came: null },
    { booking: mine.id, person: CHILD, name: '小*', by: '林*梅', code: mine.code, came: null },
    { booking: theirs.id, person: elder.id, name: '陈*安', code: theirs.code, came: null },
  ])
  expect(text).not.toMatch(/林晓梅|小宝|陈伯安/)
})

test('the roster of another station answers 404, like an unknown session', async () => {
  const manager = await world.as('manager')
  const missing = plain(await manager('GET', '/api/sessions/hp001.nothing-2611231400/roster'))
  expect(missing.status).toBe(404)
  expect(plain(await manager('GET', '/api/sessions/hp099.lunch-2611231200/roster'))).toEqual(missing)
  const district = await world.as('district')
  expect((await district('GET', '/api/sessions/hp099.lunch-2611231200/roster')).status).toBe(200)
})

test('a person without a role gets 404 for roster and scans', async () => {
  const resident = await world.as('resident')
  const missing = plain(await resident('GET', '/api/nothing'))
  expect(plain(await resident('GET', `/api/sessions/${TALK}/roster`))).toEqual(missing)
  expect(
    plain(await resident('POST', '/api/attendance', scansSentAt(world.clock.now, [{ pass: '12345678' }]))),
  ).toEqual(missing)
})

test('a street’s manager gets the rosters of stations in that street only', async () => {
  const member = await world.as('member')
  await world.db.query(`insert into role values ($1, 'street', '440112001')`, [member.id])
  expect((await member('GET', `/api/sessions/${TALK}/roster`)).status).toBe(404)
  await world.db.query(`insert into role values ($1, 'street', '440112012')`, [member.id])
  expect((await member('GET', `/api/sessions/${TALK}/roster`)).status).toBe(200)
})
