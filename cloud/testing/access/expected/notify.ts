import { anyone, attending, district, type ExpectedRows, owner, person } from './groups'

export const NOTIFY_EXPECTED = {
  calendarFeed: anyone,
  invitationCode: person,
  notices: person,
  readNotices: person,
  calendarLink: person,
  permissions: person,
  allow: person,
  bookingCalendar: owner,
  // The managers made these invitations.
  roleCode: { here: ['station'], there: ['otherStation'] },
  stationCode: attending,
  sessionCode: attending,
  deadMessages: district,
  retryMessage: district,
} satisfies ExpectedRows
