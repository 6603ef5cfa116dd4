import type { EndpointName } from '@core/contract/endpoints'
import { scansSentAt } from '../world/scans'
import { MONDAY_TEN, OFFERINGS } from '../world/world'
import type { Things } from './things'

export type Sample = { id?: string | number; query?: string; body?: object }
/** A valid request of a row; a function, if the request names a thing. */
export type Sampled = Sample | ((things: Things) => Sample)

const byStation = ({ station }: Things): Sample => ({ id: station })
const bySession = ({ session }: Things): Sample => ({ id: session })
const byBooking = ({ booking }: Things): Sample => ({ id: booking })
const sheetOf = ({ station }: Things): Sample => ({ id: station, query: 'day=2026-11-23' })
const none: Sample = {}

/** A sample for every row of the contract: a row without one does not compile. */
export const SAMPLES: Record<EndpointName, Sampled> = {
  loginWays: none,
  login: { body: { persona: 'resident' } },
  logout: none,
  me: none,
  givePhone: { body: { code: 'x' } },
  dropPhone: none,
  addPerson: { body: { name: '阿公', relation: 'parent' } },
  wards: none,
  changePerson: ({ person }) => ({ id: person, body: { born: '1950-01' } }),
  removePerson: ({ person }) => ({ id: person }),
  invite: ({ person }) => ({ id: person }),
  joinAsGuardian: { body: { code: '0123456789', relation: 'parent' } },
  heldNames: none,
  answerName: ({ person }) => ({ id: person, body: { name: '阿婆', pass: true } }),
  makeDeskCode: none,
  deskCode: ({ loginCode }) => ({ id: loginCode }),
  exportMe: none,
  eraseMe: { query: 'sure=yes' },
  logins: none,
  endOtherLogins: none,
  endLogin: ({ login }) => ({ id: login }),
  stations: none,
  near: { query: 'lat=23.18&lng=113.495' },
  station: byStation,
  sessions: none,
  session: bySession,
  draw: ({ drawn }) => ({ id: drawn }),
  sync: none,
  book: ({ person }) => ({ body: { session: 'hp001.small-2611241600', people: [person] } }),
  bookings: none,
  booking: byBooking,
  cancel: byBooking,
  pass: byBooking,
  card: byBooking,
  accept: byBooking,
  bookingCalendar: byBooking,
  notices: none,
  readNotices: { body: { upTo: 1 } },
  strikes: none,
  appeal: ({ booking }) => ({ id: booking, body: { words: '我到了' } }),
  calendarLink: none,
  calendarFeed: ({ calendar }) => ({ id: calendar }),
  roster: bySession,
  attend: { body: scansSentAt(MONDAY_TEN, [{ pass: 'nothing' }]) },
  line: bySession,
  changeSession: ({ session }) => ({ id: session, body: { capacity: 9, version: 1 } }),
  callOff: ({ session }) => ({ id: session, body: { reason: '停电' } }),
  offerings: byStation,
  saveOffering: ({ station }) => ({
    id: station,
    body: { offering: { ...OFFERINGS[0], id: `${station}-talk`, station }, preview: true },
  }),
  closures: none,
  closing: ({ closing }) => ({ id: closing }),
  reopenDay: ({ station: id }) => ({ body: { closing: { scope: { scope: 'station', id }, day: '2026-11-24' } } }),
  closeDay: ({ station: id }) => ({
    body: {
      closing: { scope: { scope: 'station', id }, day: '2026-11-24', reason: '台风', act: 'call-off' },
      preview: true,
    },
  }),
  appeals: none,
  answerAppeal: ({ booking }) => ({ id: booking, body: { forgive: true, words: '好' } }),
  permissions: none,
  allow: { body: { templates: ['moved'] } },
  deadMessages: none,
  retryMessage: ({ message }) => ({ id: message }),
  roles: ({ station }) => ({ query: `of=station&id=${station}` }),
  inviteToRole: ({ station: scope }) => ({ body: { role: { role: 'staff', scope } } }),
  roleCode: ({ roleCode }) => ({ body: { code: roleCode } }),
  withdrawInvitation: ({ invitation }) => ({ id: invitation }),
  takeRole: { body: { code: 'z'.repeat(30) } },
  endRole: ({ holder: person, station: scope }) => ({ body: { person, role: { role: 'staff', scope } } }),
  sheet: sheetOf,
  sheetXlsx: sheetOf,
  sheetCsv: sheetOf,
  checkIn: { body: { code: 'nothing' } },
  wall: bySession,
  stationCode: byStation,
  sessionCode: bySession,
  importTemplate: none,
  exportDistrict: none,
  imports: none,
  importDistrict: { body: { files: [{ name: '假日.csv', bytes: 'eA==' }], preview: true } },
  holidays: none,
  saveHoliday: { body: { holiday: { day: '2027-02-08', kind: 'rest', name: '调休' } } },
  removeHoliday: { id: '2027-02-09' },
  invitationCode: { body: { code: '0123456789' } },
}
