import { account } from './rows/account'
import { booking } from './rows/booking'
import { miniCode } from './rows/code'
import { loginCode } from './rows/desk'
import { manager } from './rows/manager'
import { message } from './rows/message'
import { name } from './rows/name'
import { privacy } from './rows/privacy'
import { role } from './rows/role'
import { dayReport } from './rows/sheet'
import { station } from './rows/station'
import { sync } from './rows/sync'
import { checkInCode } from './rows/wall'

/** Everything that can be asked of the cloud. */
export const endpoints = {
  ...account,
  ...name,
  ...loginCode,
  ...privacy,
  ...station,
  ...sync,
  ...booking,
  ...manager,
  ...message,
  ...role,
  ...dayReport,
  ...checkInCode,
  ...miniCode,
}

export type Endpoints = typeof endpoints
export type EndpointName = keyof Endpoints
