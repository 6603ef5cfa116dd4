import { checklistEndpoints } from './endpoints/account/checklist'
import { guardianInvitationEndpoints } from './endpoints/account/guardian-invitation'
import { loginEndpoints } from './endpoints/account/login'
import { loginCodeEndpoints } from './endpoints/account/login-code'
import { nameEndpoints } from './endpoints/account/name'
import { passkeyEndpoints } from './endpoints/account/passkey'
import { personEndpoints } from './endpoints/account/person'
import { phoneEndpoints } from './endpoints/account/phone'
import { privacyEndpoints } from './endpoints/account/privacy'
import { recoveryCodeEndpoints } from './endpoints/account/recovery-code'
import { roleEndpoints } from './endpoints/account/role'
import { roleInvitationEndpoints } from './endpoints/account/role-invitation'
import { standingEndpoints } from './endpoints/account/standing'
import { standingRequestEndpoints } from './endpoints/account/standing-request'
import { cardEndpoints } from './endpoints/attendance/card'
import { checkInCodeEndpoints } from './endpoints/attendance/check-in-code'
import { dayReportEndpoints } from './endpoints/attendance/day-report'
import { passEndpoints } from './endpoints/attendance/pass'
import { rosterEndpoints } from './endpoints/attendance/roster'
import { scanEndpoints } from './endpoints/attendance/scan'
import { bookingEndpoints } from './endpoints/booking/booking'
import { closingDayEndpoints } from './endpoints/booking/closing-day'
import { drawEndpoints } from './endpoints/booking/draw'
import { strikeEndpoints } from './endpoints/booking/strike'
import { waitlistEndpoints } from './endpoints/booking/waitlist'
import { offeringEndpoints } from './endpoints/catalogue/offering'
import { sessionEndpoints } from './endpoints/catalogue/session'
import { stationPageEndpoints } from './endpoints/catalogue/station-page'
import { stationRequestEndpoints } from './endpoints/catalogue/station-request'
import { holidayEndpoints } from './endpoints/district/holiday'
import { importEndpoints } from './endpoints/district/import'
import { inviteeEndpoints } from './endpoints/district/invitee'
import { calendarEndpoints } from './endpoints/notify/calendar'
import { messageEndpoints } from './endpoints/notify/message'
import { miniCodeEndpoints } from './endpoints/notify/mini-code'
import { noticeEndpoints } from './endpoints/notify/notice'
import { photoEndpoints } from './endpoints/place/photo'
import { stationEndpoints } from './endpoints/place/station'
import { syncEndpoints } from './endpoints/sync/sync'

/** Every endpoint of the cloud: one table drives the routes, the typed client and the OpenAPI document. */
export const endpoints = {
  ...stationEndpoints,
  ...photoEndpoints,
  ...stationRequestEndpoints,
  ...stationPageEndpoints,
  ...loginEndpoints,
  ...loginCodeEndpoints,
  ...passkeyEndpoints,
  ...recoveryCodeEndpoints,
  ...personEndpoints,
  ...phoneEndpoints,
  ...nameEndpoints,
  ...privacyEndpoints,
  ...guardianInvitationEndpoints,
  ...roleEndpoints,
  ...checklistEndpoints,
  ...roleInvitationEndpoints,
  ...standingEndpoints,
  ...standingRequestEndpoints,
  ...noticeEndpoints,
  ...messageEndpoints,
  ...calendarEndpoints,
  ...miniCodeEndpoints,
  ...offeringEndpoints,
  ...sessionEndpoints,
  ...bookingEndpoints,
  ...waitlistEndpoints,
  ...drawEndpoints,
  ...strikeEndpoints,
  ...closingDayEndpoints,
  ...scanEndpoints,
  ...rosterEndpoints,
  ...passEndpoints,
  ...cardEndpoints,
  ...checkInCodeEndpoints,
  ...dayReportEndpoints,
  ...importEndpoints,
  ...holidayEndpoints,
  ...inviteeEndpoints,
  ...syncEndpoints,
}

export type Endpoints = typeof endpoints
export type EndpointName = keyof Endpoints
