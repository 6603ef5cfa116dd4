import type { EndpointName } from '@core/contract/endpoints'
import { attendanceRoutes } from './attendance/routes'
import { bookingRoutes } from './booking/routes'
import { calendarRoutes } from './calendar/routes'
import { cardRoutes } from './card/routes'
import { closureRoutes } from './closure/routes'
import { codeRoutes } from './code/routes'
import type { Deps } from './deps'
import { deskRoutes } from './desk/routes'
import { drawRoutes } from './draw/routes'
import type { Handlers } from './http/call'
import { invitationRoutes } from './invitation/routes'
import { lineRoutes } from './line/routes'
import { loginRoutes } from './login/routes'
import { messageRoutes } from './message/routes'
import { nameRoutes } from './name/routes'
import { noticeRoutes } from './notice/routes'
import { offeringRoutes } from './offering/routes'
import { createPassKeys } from './pass/keys'
import { personRoutes } from './person/routes'
import { privacyRoutes } from './privacy/routes'
import { roleRoutes } from './role/routes'
import { sessionRoutes } from './session/routes'
import { sheetRoutes } from './sheet/routes'
import { stationRoutes } from './station/routes'
import { createPackReader } from './station/service'
import { strikeRoutes } from './strike/routes'
import { syncRoutes } from './sync/routes'
import { wallRoutes } from './wall/routes'

/** Who answers each row of the contract. */
export function createHandlers(deps: Deps): Handlers<EndpointName> {
  const keys = createPassKeys(deps)
  const readPack = createPackReader(deps)
  return {
    ...stationRoutes(deps, readPack),
    ...syncRoutes(deps, keys, readPack),
    ...sessionRoutes(deps),
    ...loginRoutes(deps),
    ...deskRoutes(deps),
    ...personRoutes(deps),
    ...nameRoutes(deps),
    ...privacyRoutes(deps),
    ...bookingRoutes(deps, keys),
    ...attendanceRoutes(deps, keys),
    ...wallRoutes(deps, keys),
    ...codeRoutes(deps),
    ...cardRoutes(keys),
    ...roleRoutes(deps, keys),
    ...sheetRoutes(deps),
    ...lineRoutes(deps),
    ...offeringRoutes(deps),
    ...closureRoutes(deps),
    ...drawRoutes(deps),
    ...noticeRoutes(deps),
    ...messageRoutes(deps),
    ...strikeRoutes(deps),
    ...calendarRoutes(deps),
    ...invitationRoutes(deps),
  }
}
