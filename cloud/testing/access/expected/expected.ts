import type { EndpointName } from '@core/contract/endpoints'
import { ACCOUNT_EXPECTED } from './account'
import { ATTENDANCE_EXPECTED } from './attendance'
import { BOOKING_EXPECTED } from './booking'
import { CATALOGUE_EXPECTED } from './catalogue'
import { DISTRICT_EXPECTED } from './district'
import type { Expected } from './groups'
import { NOTIFY_EXPECTED } from './notify'
import { PLACE_EXPECTED } from './place'
import { SYNC_EXPECTED } from './sync'

/** Written by hand, not computed from core/account/role.ts, so that a mistake in the acts shows. */
export const EXPECTED: Record<EndpointName, Expected> = {
  ...PLACE_EXPECTED,
  ...ACCOUNT_EXPECTED,
  ...NOTIFY_EXPECTED,
  ...CATALOGUE_EXPECTED,
  ...BOOKING_EXPECTED,
  ...ATTENDANCE_EXPECTED,
  ...DISTRICT_EXPECTED,
  ...SYNC_EXPECTED,
}
