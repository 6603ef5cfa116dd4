import { type EndpointName, endpoints } from '@core/contract/endpoints'
import { bearerOf, CALLERS, CAST, type CallerName, idOf } from '../../testing/access/cast'
import { type AccessWorld, NAMES, namesThing, openAccessWorld, type Walked, walk } from '../../testing/access/walk'
import { footprint } from '../../testing/database/invariants'

/** Who is answered about what is here, and about what is at the other station or another person's. Nobody, about nothing. */
type Expected = { here: readonly CallerName[]; there: readonly CallerName[] }
const both = (...names: CallerName[]): Expected => ({ here: names, there: names })

const LOGGED_IN: CallerName[] = [
  'resident',
  'neighbour',
  'member',
  'staff',
  'station',
  'street',
  'department',
  'district',
  'otherMember',
  'otherStaff',
  'otherStation',
  'otherStreet',
]
const anyone = both('nobody', ...LOGGED_IN)
const person = both(...LOGGED_IN)
const owner: Expected = { here: ['resident'], there: ['neighbour'] }
/** attend, proxy: staff, the station's manager, the street, the district. */
const door: Expected = {
  here: ['staff', 'station', 'street', 'district'],
  there: ['otherStaff', 'otherStation', 'otherStreet', 'district'],
}
const anyDoor = both('staff', 'station', 'street', 'district', 'otherStaff', 'otherStation', 'otherStreet')
/** sheet, plan, change, appeal, people: the same without the staff. */
const manager: Expected = {
  here: ['station', 'street', 'district'],
  there: ['otherStation', 'otherStreet', 'district'],
}
const anyManager = both('station', 'street', 'district', 'otherStation', 'otherStreet')
/** oversee. */
const district = both('district')

/** Written by hand from the acts of core/account/role.ts, not computed from them. */
const EXPECTED: Record<EndpointName, Expected> = {
  loginWays: anyone,
  login: anyone,
  stations: anyone,
  near: anyone,
  station: anyone,
  sessions: anyone,
  session: anyone,
  draw: anyone,
  sync: anyone,
  calendarFeed: anyone,

  logout: person,
  me: person,
  givePhone: person,
  dropPhone: person,
  addPerson: person,
  joinAsGuardian: person,
  invitationCode: person,
  makeDeskCode: person,
  exportMe: person,
  eraseMe: person,
  logins: person,
  bookings: person,
  notices: person,
  readNotices: person,
  strikes: person,
  calendarLink: person,
  permissions: person,
  allow: person,
  takeRole: person,
  checkIn: person,

  changePerson: owner,
  removePerson: owner,
  invite: owner,
  deskCode: owner,
  endLogin: owner,
  book: owner,
  booking: owner,
  cancel: owner,
  pass: owner,
  accept: owner,
  bookingCalendar: owner,
  appeal: owner,
  card: { here: ['resident', ...door.here], there: ['neighbour', ...door.there] },
  // The managers made these invitations.
  roleCode: { here: ['station'], there: ['otherStation'] },

  roster: door,
  line: door,
  wall: door,
  stationCode: door,
  sessionCode: door,
  attend: anyDoor,
  wards: anyDoor,

  sheet: manager,
  sheetXlsx: manager,
  sheetCsv: manager,
  offerings: manager,
  saveOffering: manager,
  changeSession: manager,
  callOff: manager,
  closures: anyManager,
  closing: manager,
  closeDay: manager,
  reopenDay: manager,
  answerAppeal: manager,
  appeals: anyManager,
  roles: manager,
  inviteToRole: manager,
  withdrawInvitation: manager,
  // The role that is ended is the staff's: they may lay it down.
  endRole: { here: ['staff', ...manager.here], there: ['otherStaff', ...manager.there] },

  deadMessages: district,
  retryMessage: district,
  heldNames: district,
  answerName: district,
}

let opened: AccessWorld
beforeAll(async () => {
  opened = await openAccessWorld()
})
afterAll(() => opened.close())

/** Who is not told that there is no such thing, nor to log in. */
const answered = (walked: Walked, which: 'here' | 'there' | 'missing' | 'absent'): CallerName[] =>
  CALLERS.filter((who) => ![401, 404].includes(walked[who][which].status))
const sorted = (names: readonly CallerName[]) => CALLERS.filter((one) => names.includes(one))

describe.each(NAMES)('%s', (name) => {
  const { here, there } = EXPECTED[name]
  let walked: Walked
  beforeAll(async () => {
    walked = await walk(opened, name)
  })
  test('answers whom it should', () => {
    expect(answered(walked, 'here')).toEqual(sorted(here))
    const sound = name === 'givePhone' ? [400] : [200, 201, 409]
    for (const who of here) expect([who, sound.includes(walked[who].here.status)]).toEqual([who, true])
    const { who } = endpoints[name]
    if (who !== 'anyone') expect(walked.nobody.here.status).toBe(401)
  })
  if (!namesThing(name)) return
  test("what is another's is its own people's", () => expect(answered(walked, 'there')).toEqual(sorted(there)))
  test('what does not exist is nobody’s', () => {
    expect([...answered(walked, 'missing'), ...answered(walked, 'absent')]).toEqual([])
  })
  test('forbidden and missing are one answer, after as many queries', () => {
    for (const who of CALLERS) {
      const { missing, absent, ...things } = walked[who]
      expect([who, absent]).toEqual([who, missing])
      if (!here.includes(who)) expect([who, things.here]).toEqual([who, missing])
      if (!there.includes(who)) expect([who, things.there]).toEqual([who, missing])
    }
  })
})

describe('rows that answer everybody and hold back a part:', () => {
  const attending = (ask: (who: CallerName) => Promise<boolean>) =>
    Promise.all(CALLERS.map(async (who) => ((await ask(who)) ? [who] : []))).then((found) => found.flat())
  test('sync tells the day of a station to whoever is at its door', async () => {
    const { world } = opened
    const doorOf = async (who: CallerName, station: string) =>
      !!(await world.ask('GET', `/api/sync?door=${station}`, undefined, bearerOf(who))).body?.door
    expect(await attending((who) => doorOf(who, 'hp001'))).toEqual(sorted(door.here))
    expect(await attending((who) => doorOf(who, 'hp077'))).toEqual(sorted(door.there))
    expect(await attending((who) => doorOf(who, 'hp404'))).toEqual([])
  })
  test('addPerson knows wards of those alone who book by proxy', async () => {
    const { world } = opened
    const body = { name: '冯阿婆', relation: 'ward' }
    const added = async (who: CallerName) =>
      (await world.ask('POST', '/api/people', body, bearerOf(who))).status === 201
    expect(await attending(added)).toEqual(sorted(anyDoor.here))
  })
})

describe('taken away, a role is over with the next request, whatever that asks for:', () => {
  const ended: [CallerName, CallerName][] = [
    ['staff', 'station'],
    ['station', 'street'],
    ['street', 'district'],
    ['district', 'neighbour'],
  ]
  test.each(ended)('%s', async (who, giver) => {
    const { world, ask, undone } = opened
    const rows = NAMES.filter((name) => typeof endpoints[name].who === 'object' && EXPECTED[name].here.includes(who))
    expect(rows.length).toBeGreaterThan(5)
    await undone(async () => {
      await world.db.query(`insert into role (person_id, role, scope) values ($1, 'district', '')`, [idOf('neighbour')])
      const body = { person: idOf(who), role: CAST[who] }
      expect((await world.ask('POST', '/api/roles/end', body, bearerOf(giver))).status).toBe(200)
      const before = await footprint(world.db)
      for (const name of rows) expect([name, (await ask(name, who)).status]).toEqual([name, 404])
      const synced = await world.ask('GET', '/api/sync?door=hp001', undefined, bearerOf(who))
      expect(synced.body.door).toBe(null)
      expect(await footprint(world.db)).toEqual(before)
    })
  })
})
