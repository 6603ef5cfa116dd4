import { type EndpointName, endpoints } from '@core/contract/endpoints'
import {
  type AccessWorld,
  type AnswerMatrix,
  askEveryone,
  NAMES,
  namesThing,
  openAccessWorld,
} from '../../testing/access/access-world'
import { bearerOf, CALLERS, type CallerName, idOf, ROLE_OF } from '../../testing/access/callers'
import { footprint } from '../../testing/database/footprint'

/**
 * The callers that a row answers: about the things made `here`, and about those of the other station and its resident. All
 * others get 401 or 404, and nobody is answered about a missing thing.
 */
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
const attending: Expected = {
  here: ['staff', 'station', 'street', 'district'],
  there: ['otherStaff', 'otherStation', 'otherStreet', 'district'],
}
const anyAttending = both('staff', 'station', 'street', 'district', 'otherStaff', 'otherStation', 'otherStreet')
/** sheet, plan, change, appeal, people: the same without the staff. */
const manager: Expected = {
  here: ['station', 'street', 'district'],
  there: ['otherStation', 'otherStreet', 'district'],
}
/** approve. */
const approving: Expected = { here: ['street', 'district'], there: ['otherStreet', 'district'] }
const anyManager = both('station', 'street', 'district', 'otherStation', 'otherStreet')
/** oversee. */
const district = both('district')

/** Written by hand, not computed from core/account/role.ts, so that a mistake in the acts shows. */
const EXPECTED: Record<EndpointName, Expected> = {
  loginWays: anyone,
  login: anyone,
  loginOptions: anyone,
  seeInvitation: anyone,
  joinOptions: anyone,
  join: anyone,
  stations: anyone,
  near: anyone,
  photo: anyone,
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
  passkeys: person,
  passkeyOptions: person,
  addPasskey: person,
  recoveryCodes: person,
  makeRecoveryCodes: person,
  exportMe: person,
  eraseMe: person,
  logins: person,
  endOtherLogins: person,
  bookings: person,
  notices: person,
  readNotices: person,
  strikes: person,
  calendarLink: person,
  permissions: person,
  allow: person,
  takeRole: person,
  myStandings: person,
  askStanding: person,
  uploadPiece: person,
  checkIn: person,

  changePerson: owner,
  removePerson: owner,
  invite: owner,
  withdrawStandingRequest: owner,
  deskCode: owner,
  endLogin: owner,
  namePasskey: owner,
  removePasskey: owner,
  book: owner,
  booking: owner,
  cancel: owner,
  pass: owner,
  accept: owner,
  bookingCalendar: owner,
  appeal: owner,
  card: { here: ['resident', ...attending.here], there: ['neighbour', ...attending.there] },
  // The managers made these invitations.
  roleCode: { here: ['station'], there: ['otherStation'] },

  roster: attending,
  line: attending,
  wall: attending,
  stationCode: attending,
  sessionCode: attending,
  attend: anyAttending,
  wards: anyAttending,

  sheet: manager,
  sheetXlsx: manager,
  sheetCsv: manager,
  offerings: manager,
  saveOffering: manager,
  changeSession: manager,
  callOff: manager,
  addPhoto: manager,
  arrangePhotos: manager,
  stationPage: manager,
  changeStation: manager,
  requestStationChange: manager,
  answerStationRequest: approving,
  stationRequests: both('street', 'district', 'otherStreet'),
  closures: anyManager,
  closing: manager,
  closeDay: manager,
  reopenDay: manager,
  answerAppeal: manager,
  appeals: anyManager,
  roles: manager,
  inviteToRole: manager,
  inviteManagers: anyManager,
  withdrawInvitation: manager,
  // The role to be ended is held by the staff member, who may resign.
  endRole: { here: ['staff', ...manager.here], there: ['otherStaff', ...manager.there] },

  checklist: district,
  standings: district,
  giveStandings: district,
  endStanding: district,
  inviteToStanding: district,
  standingRequests: district,
  certificate: district,
  answerStandingRequest: district,
  deadMessages: district,
  retryMessage: district,
  heldNames: district,
  answerName: district,
  importTemplate: district,
  exportDistrict: district,
  imports: district,
  importDistrict: district,
  invitees: district,
  inviteInvitee: district,
  holidays: district,
  saveHoliday: district,
  removeHoliday: district,
}

let opened: AccessWorld
beforeAll(async () => {
  opened = await openAccessWorld()
})
afterAll(() => opened.close())

/** The callers whose answer is neither 401 nor 404. */
const answered = (answers: AnswerMatrix, which: 'here' | 'there' | 'missing' | 'absent'): CallerName[] =>
  CALLERS.filter((who) => ![401, 404].includes(answers[who][which].status))
const sorted = (names: readonly CallerName[]) => CALLERS.filter((one) => names.includes(one))

describe.each(NAMES)('%s', (name) => {
  const { here, there } = EXPECTED[name]
  let answers: AnswerMatrix
  beforeAll(async () => {
    answers = await askEveryone(opened, name)
  })
  test('answers exactly the expected callers', () => {
    expect(answered(answers, 'here')).toEqual(sorted(here))
    const expected = name === 'givePhone' ? [400] : [200, 201, 409]
    for (const who of here) expect([who, expected.includes(answers[who].here.status)]).toEqual([who, true])
    const { who } = endpoints[name]
    if (who !== 'anyone') expect(answers.nobody.here.status).toBe(401)
  })
  if (!namesThing(name)) return
  test("another station's or person's thing answers only its own callers", () =>
    expect(answered(answers, 'there')).toEqual(sorted(there)))
  test('a missing thing answers nobody', () => {
    expect([...answered(answers, 'missing'), ...answered(answers, 'absent')]).toEqual([])
  })
  test('forbidden and missing get the same answer after the same number of queries', () => {
    for (const who of CALLERS) {
      const { missing, absent, ...things } = answers[who]
      expect([who, absent]).toEqual([who, missing])
      if (!here.includes(who)) expect([who, things.here]).toEqual([who, missing])
      if (!there.includes(who)) expect([who, things.there]).toEqual([who, missing])
    }
  })
})

describe('rows open to everybody, with a restricted part:', () => {
  const callersWhere = (ask: (who: CallerName) => Promise<boolean>) =>
    Promise.all(CALLERS.map(async (who) => ((await ask(who)) ? [who] : []))).then((found) => found.flat())
  test('sync sends a door pack only to roles that may attend at the station', async () => {
    const { world } = opened
    const doorOf = async (who: CallerName, station: string) =>
      !!(await world.ask('GET', `/api/sync?door=${station}`, undefined, bearerOf(who))).body?.door
    expect(await callersWhere((who) => doorOf(who, 'hp001'))).toEqual(sorted(attending.here))
    expect(await callersWhere((who) => doorOf(who, 'hp077'))).toEqual(sorted(attending.there))
    expect(await callersWhere((who) => doorOf(who, 'hp404'))).toEqual([])
  })
  test('addPerson accepts a ward of a station only from roles that may book by proxy there', async () => {
    const { world, things } = opened
    const addedAt = (station: string) => async (who: CallerName) =>
      (await world.ask('POST', '/api/people', { name: '冯阿婆', relation: 'ward', station }, bearerOf(who))).status ===
      201
    expect(await callersWhere(addedAt(things.here.station))).toEqual(sorted(attending.here))
    expect(await callersWhere(addedAt(things.there.station))).toEqual(sorted(attending.there))
    expect(await callersWhere(addedAt('hp404'))).toEqual([])
  })
})

describe('an ended role has no access from the next request on:', () => {
  const ended: [CallerName, CallerName][] = [
    ['staff', 'station'],
    ['station', 'street'],
    ['street', 'district'],
    ['district', 'neighbour'],
  ]
  test.each(ended)('%s', async (who, giver) => {
    const { world, ask, rolledBack } = opened
    const rows = NAMES.filter((name) => typeof endpoints[name].who === 'object' && EXPECTED[name].here.includes(who))
    expect(rows.length).toBeGreaterThan(5)
    await rolledBack(async () => {
      await world.db.query(`insert into role (person_id, role, scope) values ($1, 'district', '')`, [idOf('neighbour')])
      const body = { person: idOf(who), role: ROLE_OF[who] }
      expect((await world.ask('POST', '/api/roles/end', body, bearerOf(giver))).status).toBe(200)
      const before = await footprint(world.db)
      for (const name of rows) expect([name, (await ask(name, who)).status]).toEqual([name, 404])
      const synced = await world.ask('GET', '/api/sync?door=hp001', undefined, bearerOf(who))
      expect(synced.body.door).toBe(null)
      expect(await footprint(world.db)).toEqual(before)
    })
  })
})
