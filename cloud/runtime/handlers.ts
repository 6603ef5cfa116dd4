import type { EndpointName } from '@core/contract/endpoints'
import { checklistRoutes } from '../account/checklist/routes'
import { guardianInvitationRoutes } from '../account/guardian-invitation/routes'
import { loginRoutes } from '../account/login/routes'
import { loginCodeRoutes } from '../account/login-code/routes'
import { createLoginByCode } from '../account/login-code/service'
import { nameRoutes } from '../account/name/routes'
import { passkeyRoutes } from '../account/passkey/routes'
import { createLoginByPasskey, passkeysAt } from '../account/passkey/service'
import { personRoutes } from '../account/person/routes'
import { privacyRoutes } from '../account/privacy/routes'
import { recoveryCodeRoutes } from '../account/recovery-code/routes'
import { createLoginByRecoveryCode } from '../account/recovery-code/service'
import { roleRoutes } from '../account/role/routes'
import { roleInvitationRoutes } from '../account/role-invitation/routes'
import { standingRoutes } from '../account/standing/routes'
import { standingRequestRoutes } from '../account/standing-request/routes'
import { cardRoutes } from '../attendance/card/routes'
import { checkInCodeRoutes } from '../attendance/check-in-code/routes'
import { dayReportRoutes } from '../attendance/day-report/routes'
import { createPassKeys } from '../attendance/pass/keys'
import { passRoutes } from '../attendance/pass/routes'
import { attendanceRoutes } from '../attendance/scan/routes'
import type { Deps } from '../base/deps'
import { bookingRoutes } from '../booking/booking/routes'
import { closureRoutes } from '../booking/closing-day/routes'
import { drawRoutes } from '../booking/draw/routes'
import { strikeRoutes } from '../booking/strike/routes'
import { waitlistRoutes } from '../booking/waitlist/routes'
import { offeringRoutes } from '../catalogue/offering/routes'
import { sessionRoutes } from '../catalogue/session/routes'
import { stationPageRoutes } from '../catalogue/station-page/routes'
import { stationRequestRoutes } from '../catalogue/station-request/routes'
import { holidayRoutes } from '../district/holiday/routes'
import { importRoutes } from '../district/import/routes'
import { inviteeRoutes } from '../district/invitee/routes'
import { calendarRoutes } from '../notify/calendar/routes'
import { messageRoutes } from '../notify/message/routes'
import { miniCodeRoutes } from '../notify/mini-code/routes'
import { noticeRoutes } from '../notify/notice/routes'
import { photoRoutes } from '../place/photo/routes'
import { stationRoutes } from '../place/station/routes'
import { createPackReader } from '../place/station/service'
import { syncRoutes } from '../sync/routes'
import type { Handlers } from './handler'

/** The handler of each row of the contract. */
export function createHandlers(deps: Deps): Handlers<EndpointName> {
  const keys = createPassKeys(deps)
  const readPack = createPackReader(deps)
  const otherLogins = {
    desk: createLoginByCode(deps),
    passkey: createLoginByPasskey(deps),
    recovery: createLoginByRecoveryCode(deps),
    passkeysAt: passkeysAt(deps),
  }
  return {
    ...stationRoutes(deps, readPack),
    ...photoRoutes(deps),
    ...stationRequestRoutes(deps),
    ...stationPageRoutes(deps),
    ...syncRoutes(deps, keys, readPack),
    ...sessionRoutes(deps),
    ...loginRoutes(deps, otherLogins),
    ...loginCodeRoutes(deps),
    ...passkeyRoutes(deps),
    ...recoveryCodeRoutes(deps),
    ...personRoutes(deps),
    ...nameRoutes(deps),
    ...privacyRoutes(deps),
    ...bookingRoutes(deps),
    ...passRoutes(keys),
    ...attendanceRoutes(deps, keys),
    ...checkInCodeRoutes(deps, keys),
    ...miniCodeRoutes(deps),
    ...cardRoutes(deps, keys),
    ...roleRoutes(deps),
    ...checklistRoutes(deps),
    ...roleInvitationRoutes(deps, keys),
    ...standingRoutes(deps),
    ...standingRequestRoutes(deps),
    ...dayReportRoutes(deps),
    ...waitlistRoutes(deps),
    ...offeringRoutes(deps),
    ...closureRoutes(deps),
    ...drawRoutes(deps),
    ...noticeRoutes(deps),
    ...messageRoutes(deps),
    ...strikeRoutes(deps),
    ...calendarRoutes(deps),
    ...guardianInvitationRoutes(deps),
    ...importRoutes(deps),
    ...holidayRoutes(deps),
    ...inviteeRoutes(deps, keys),
  }
}
