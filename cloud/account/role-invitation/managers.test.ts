import { scopeOf } from '@core/account/role'
import { DAY, moment } from '@core/base/time'
import { rotateKeys } from '../../attendance/pass/keys'
import { findViolations } from '../../runtime/invariants/find-violations'
import { footprint } from '../../testing/database/footprint'
import { acceptInvitation, end, giveRole, mine, refusalOf, staff, station, street } from '../../testing/world/roles'
import { MONDAY_TEN, openWorld, type Someone, STATIONS, type World } from '../../testing/world/world'
import { resetRoles } from '../role/role-setup'

let world: World
let duty: Someone
let elder: Someone
let resident: Someone
let manager: Someone
beforeAll(async () => {
  world = await openWorld()
})
beforeEach(async () => {
  ;({ duty, elder, resident, manager } = await resetRoles(world))
})
afterEach(async () => expect(await findViolations(world.db, world.clock.now)).toEqual({}))
afterAll(() => world.close())

type Card = { id: string; station: string; code: string; until: string }
const print = (who: Someone, more: object = {}) =>
  who('POST', '/api/roles/invitations/managers', { batch: 'first', ...more })
const cardsOf = async (who: Someone, more: object = {}): Promise<Card[]> => (await print(who, more)).body.invitations
/** Adds stations to a street until the network has 157. */
const enlarge = () =>
  world.db.query(
    `insert into station (id, kind, street, lat, lng, about)
     select 'hq' || lpad(n::text, 3, '0'), kind, street, lat, lng, about || jsonb_build_object('id', 'hq' || lpad(n::text, 3, '0'))
     from station, generate_series(1, 157 - $1) n where id = 'hp001'`,
    [STATIONS.length],
  )
afterEach(() => world.db.query(`delete from station where id like 'hq%'`, []))

test('invites a manager to every station without one, in one action', async () => {
  await enlarge()
  const { status, body } = await print(duty)
  expect([status, body.left]).toEqual([200, 0])
  const cards: Card[] = body.invitations
  // hp001 has one.
  expect(cards).toHaveLength(156)
  expect(cards.map((card) => card.station)).not.toContain('hp001')
  expect(new Set(cards.map(({ code }) => code)).size).toBe(cards.length)
  expect(cards[0]).toMatchObject({ until: moment(MONDAY_TEN + 14 * DAY) })
  const last = cards.at(-1) as Card
  expect((await acceptInvitation(elder, last.code)).body).toMatchObject({
    role: { role: 'station', scope: last.station },
  })
  expect(await mine(elder)).toEqual([{ role: 'station', scope: last.station }])
})

test('the same key again gets the same cards, and changes nothing', async () => {
  const cards = await cardsOf(duty)
  const before = await footprint(world.db)
  world.clock.now += DAY
  expect(await cardsOf(duty)).toEqual(cards)
  expect(await footprint(world.db)).toEqual(before)
  // A new signing key does not change them either.
  world.clock.now = MONDAY_TEN + 91 * DAY
  await rotateKeys(world.deps)
  world.clock.now = MONDAY_TEN + 92 * DAY
  expect(await cardsOf(await world.as('district'))).toEqual(cards)
})

test('another key withdraws what was printed for these stations and not taken', async () => {
  const [first] = await cardsOf(duty)
  const [again] = await cardsOf(duty, { batch: 'second' })
  expect(again?.station).toBe(first?.station)
  expect(await refusalOf(elder, first?.code ?? '')).toBe('invitation-withdrawn')
  expect((await acceptInvitation(elder, again?.code ?? '')).status).toBe(200)
  // Whoever has the role has it, and their card stays used.
  await print(duty, { batch: 'third', stations: [again?.station] })
  expect(await refusalOf(resident, again?.code ?? '')).toBe('invitation-used')
})

test('chosen stations get a card also where they have a manager; invitations to one person stay', async () => {
  const { code } = (await duty('POST', '/api/roles/invitations', { role: station })).body
  const cards = await cardsOf(duty, { stations: ['hp001'] })
  expect(cards).toMatchObject([{ station: 'hp001' }])
  expect((await acceptInvitation(elder, code)).status).toBe(200)
  expect((await acceptInvitation(resident, cards[0]?.code ?? '')).status).toBe(200)
})

test('a street invites for its stations alone; one of another street, or none, refuses all', async () => {
  await giveRole(duty, elder, street)
  const streets = await world.db.query<{ id: string }>('select id from station where street = $1', [scopeOf(street)])
  const cards = await cardsOf(elder)
  expect(streets.map(({ id }) => id)).toEqual(expect.arrayContaining(cards.map((card) => card.station)))
  await world.db.query(
    `insert into street (code, name, lat, lng) values ('440112099', '别的街道', 23.1, 113.4) on conflict do nothing`,
    [],
  )
  await enlarge()
  await world.db.query(`update station set street = '440112099' where id = 'hq001'`, [])
  expect((await cardsOf(elder, { batch: 'all' })).map((card) => card.station)).not.toContain('hq001')
  const before = await footprint(world.db)
  for (const stations of [['hp001', 'hq001'], ['hp001', 'hp404'], ['hq001']])
    expect((await print(elder, { batch: 'other', stations })).status).toBe(404)
  expect(await footprint(world.db)).toEqual(before)
})

test('staff and residents make none', async () => {
  await giveRole(manager, elder, staff)
  expect((await print(elder)).status).toBe(404)
  expect((await print(resident)).status).toBe(404)
})

test('the cards of somebody end with their role', async () => {
  await giveRole(duty, elder, street)
  const [card] = await cardsOf(elder)
  await end(duty, elder.id, street)
  expect(await refusalOf(resident, card?.code ?? '')).toBe('invitation-withdrawn')
})

test('they do not count among the twenty that one sends, and only their hashes are stored', async () => {
  await enlarge()
  const [card] = await cardsOf(duty)
  expect((await duty('POST', '/api/roles/invitations', { role: staff })).status).toBe(201)
  const stored = JSON.stringify(await world.db.query('select * from role_invitation', []))
  expect(stored).not.toContain(card?.code)
})

test('a card is good for fourteen days', async () => {
  const [card] = await cardsOf(duty)
  world.clock.now = MONDAY_TEN + 14 * DAY - 1
  elder = await world.as('elder')
  expect((await acceptInvitation(elder, card?.code ?? '', { preview: true })).status).toBe(200)
  world.clock.now += 1
  expect(await refusalOf(elder, card?.code ?? '')).toBe('invitation-expired')
})

test.each([{ batch: '' }, { batch: 'x'.repeat(37) }, { stations: [] }, { stations: ['?'] }])(
  '%j is bad input',
  async (body) => {
    expect((await print(duty, body)).status).toBe(400)
  },
)
