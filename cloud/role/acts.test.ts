import type { Endpoint } from '@core/contract/endpoint'
import { type EndpointName, endpoints } from '@core/contract/endpoints'
import { type Act, may, mayAnywhere, ROLE_NAMES, type Role, type RoleName } from '@core/role'
import { DAY, moment } from '@core/time'
import { beginAnew } from '../testing/anew'
import { sent } from '../testing/door'
import { footprint } from '../testing/invariants'
import { newKey } from '../testing/keys'
import { MONDAY_TEN, OFFERINGS, openWorld, type World } from '../testing/world'

const TALK = 'hp001.talk-2611231400'
const CHILD = '00000000-0000-4000-8000-000000000011'
const STREET = '440112012'
const here = { id: 'hp001', street: STREET }
type Someone = Awaited<ReturnType<World['as']>>
let world: World
let manager: Someone
let duty: Someone
let elder: Someone
let booking: string
let dead: number
let offered: string
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

/** Somebody has booked, appealed, and was not reached by WeChat; so that there is something to do for everybody. */
async function setUp() {
  await beginAnew(world)
  manager = await world.as('manager')
  duty = await world.as('district')
  elder = await world.as('elder')
  const resident = await world.as('resident')
  booking = (await resident('POST', '/api/bookings', { session: TALK, people: [resident.id] }, newKey())).body.booking
    .id
  const at = moment(MONDAY_TEN)
  await world.db.query(
    `insert into strike (station_id, booking_id, person_id, why, status, at, fades_at, appeal, appealed_at)
     values ('hp001', $1, $2, 'absent', 'appealed', $3, $3, '我到了', $3)`,
    [booking, resident.id, at],
  )
  const [row] = await world.db.query<{ id: number }>(
    `insert into message (person_id, notice_id, template, rank, status, next_at, at)
     select person_id, id, 'moved', 1, 'dead', $1, $1 from notice where person_id = $2 limit 1 returning id`,
    [at, resident.id],
  )
  dead = row?.id as number
  await world.db.query(
    `update person set new_name = '小小宝', new_name_by = $2, new_name_at = $3, moderate_at = $3 where id = $1`,
    [CHILD, resident.id, moment(MONDAY_TEN - 2 * DAY)],
  )
  offered = (await manager('POST', '/api/roles/invitations', { role: { role: 'staff', scope: 'hp001' } })).body.id
}

type Ask = (who: Someone) => ReturnType<Someone>
/** How each is asked for. */
const ASKED: Partial<Record<EndpointName, { act: Act; ask: Ask }>> = {
  roster: { act: 'attend', ask: (who) => who('GET', `/api/sessions/${TALK}/roster`) },
  sync: { act: 'attend', ask: (who) => who('GET', '/api/sync?door=hp001') },
  attend: { act: 'attend', ask: (who) => who('POST', '/api/attendance', sent(MONDAY_TEN, [{ pass: 'nothing' }])) },
  line: { act: 'attend', ask: (who) => who('GET', `/api/sessions/${TALK}/line`) },
  wall: { act: 'attend', ask: (who) => who('GET', `/api/sessions/${TALK}/wall`) },
  card: { act: 'attend', ask: (who) => who('GET', `/api/bookings/${booking}/card`) },
  stationCode: { act: 'attend', ask: (who) => who('GET', '/api/stations/hp001/code') },
  sessionCode: { act: 'attend', ask: (who) => who('GET', `/api/sessions/${TALK}/code`) },
  wards: { act: 'proxy', ask: (who) => who('GET', '/api/wards') },
  addPerson: { act: 'proxy', ask: (who) => who('POST', '/api/people', { name: '冯阿婆', relation: 'ward' }) },
  sheet: { act: 'sheet', ask: (who) => who('GET', '/api/stations/hp001/sheet?day=2026-11-23') },
  sheetXlsx: { act: 'sheet', ask: (who) => who('GET', '/api/stations/hp001/sheet.xlsx?day=2026-11-23') },
  sheetCsv: { act: 'sheet', ask: (who) => who('GET', '/api/stations/hp001/sheet.csv?day=2026-11-23') },
  offerings: { act: 'plan', ask: (who) => who('GET', '/api/stations/hp001/offerings') },
  saveOffering: {
    act: 'plan',
    ask: (who) => who('POST', '/api/stations/hp001/offerings', { offering: OFFERINGS[0], preview: true }),
  },
  changeSession: {
    act: 'change',
    ask: (who) => who('PATCH', '/api/sessions/hp001.other-2611231400', { capacity: 9, version: 1 }),
  },
  callOff: {
    act: 'change',
    ask: (who) => who('POST', '/api/sessions/hp001.other-2611241400/call-off', { reason: '停电' }),
  },
  closeDay: {
    act: 'change',
    ask: (who) =>
      who('POST', '/api/closures', {
        closing: { scope: { scope: 'station', id: 'hp001' }, day: '2026-11-24', reason: '台风', act: 'call-off' },
        preview: true,
      }),
  },
  appeals: { act: 'appeal', ask: (who) => who('GET', '/api/appeals') },
  answerAppeal: { act: 'appeal', ask: (who) => who('POST', `/api/appeals/${booking}`, { forgive: true, words: '好' }) },
  deadMessages: { act: 'oversee', ask: (who) => who('GET', '/api/messages/dead') },
  heldNames: { act: 'oversee', ask: (who) => who('GET', '/api/names') },
  answerName: {
    act: 'oversee',
    ask: (who) => who('POST', `/api/names/${CHILD}`, { name: '小小宝', pass: true }),
  },
  retryMessage: { act: 'oversee', ask: (who) => who('POST', `/api/messages/${dead}/retry`) },
  roles: { act: 'people', ask: (who) => who('GET', '/api/roles?of=station&id=hp001') },
  inviteToRole: {
    act: 'people',
    ask: (who) => who('POST', '/api/roles/invitations', { role: { role: 'staff', scope: 'hp001' } }),
  },
  roleCode: {
    act: 'people',
    async ask(who) {
      const made = await who('POST', '/api/roles/invitations', { role: { role: 'staff', scope: 'hp001' } })
      return made.status === 201 ? who('POST', '/api/roles/code', { code: made.body.code }) : made
    },
  },
  withdrawInvitation: { act: 'people', ask: (who) => who('DELETE', `/api/roles/invitations/${offered}`) },
}
const asked = Object.entries(ASKED) as [EndpointName, { act: Act; ask: Ask }][]
/** The address of what is not theirs does not exist; a word that is not theirs is none; and there is no door. */
const isRefused = ({ status, body }: { status: number; body?: { where?: string; door?: unknown } }) =>
  status === 404 || (status === 400 && body?.where === 'relation') || body?.door === null

test('everything that is only for who has a role is asked for here', () => {
  const all = (Object.entries(endpoints) as [EndpointName, Endpoint][]).filter(([, { who }]) => who === 'manager')
  expect(all.map(([name]) => name).filter((name) => !(name in ASKED))).toEqual([])
})

const HERE: Record<RoleName, Role> = {
  member: { role: 'member', scope: 'hp001' },
  staff: { role: 'staff', scope: 'hp001' },
  station: { role: 'station', scope: 'hp001' },
  street: { role: 'street', scope: STREET },
  department: { role: 'department', scope: 'tax' },
  district: { role: 'district' },
}
const ELSEWHERE: Role[] = [
  { role: 'staff', scope: 'hp099' },
  { role: 'station', scope: 'hp099' },
  { role: 'street', scope: '440112001' },
]
/** What asks for no station at all is answered by who may do it anywhere. */
const NOWHERE: EndpointName[] = [
  'attend',
  'wards',
  'addPerson',
  'appeals',
  'deadMessages',
  'retryMessage',
  'heldNames',
  'answerName',
]

async function refusedOf(role: Role | undefined): Promise<EndpointName[]> {
  await setUp()
  if (role) {
    const scope = role.role === 'district' ? '' : role.scope
    await world.db.query('insert into role (person_id, role, scope) values ($1, $2, $3)', [elder.id, role.role, scope])
  }
  const refused: EndpointName[] = []
  for (const [name, { ask }] of asked) if (isRefused(await ask(elder))) refused.push(name)
  return refused
}
const expectedOf = (role: Role): EndpointName[] =>
  asked.flatMap(([name, { act }]) => {
    const place = ELSEWHERE.includes(role) ? { id: 'hp001', street: '' } : here
    return (NOWHERE.includes(name) ? mayAnywhere([role], act) : may([role], act, place)) ? [] : [name]
  })

test('a resident is refused all of it', async () => {
  expect(await refusedOf(undefined)).toEqual(asked.map(([name]) => name))
})
test.each(ROLE_NAMES)('%s is answered what they may ask, and refused the rest', async (name) => {
  expect(await refusedOf(HERE[name])).toEqual(expectedOf(HERE[name]))
})
test.each(ELSEWHERE)('%j is refused what is of this station', async (role) => {
  expect(await refusedOf(role)).toEqual(expectedOf(role))
})

describe('taken away, a role is over with the next request, whatever that asks for:', () => {
  const given: [RoleName, () => Someone][] = [
    ['staff', () => manager],
    ['station', () => manager],
    ['street', () => duty],
    ['district', () => duty],
  ]
  test.each(given)('%s', async (name, giver) => {
    await setUp()
    const role = HERE[name]
    const { code } = (await giver()('POST', '/api/roles/invitations', { role })).body
    expect((await elder('POST', '/api/roles', { code })).status).toBe(200)
    const answered = asked.filter(([one]) => !expectedOf(role).includes(one))
    expect(answered.length).toBeGreaterThan(5)
    for (const [one, { ask }] of answered.filter(([, { act }]) => act !== 'people' && act !== 'oversee'))
      expect([one, isRefused(await ask(elder))]).toEqual([one, false])
    expect((await giver()('POST', '/api/roles/end', { person: elder.id, role })).status).toBe(200)
    const before = await footprint(world.db)
    for (const [one, { ask }] of answered) expect([one, isRefused(await ask(elder))]).toEqual([one, true])
    expect(await footprint(world.db)).toEqual(before)
  })
})
