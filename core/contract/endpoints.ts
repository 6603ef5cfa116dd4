import { account } from './rows/account'
import { booking } from './rows/booking'
import { code } from './rows/code'
import { desk } from './rows/desk'
import { manager } from './rows/manager'
import { message } from './rows/message'
import { name } from './rows/name'
import { privacy } from './rows/privacy'
import { role } from './rows/role'
import { sheet } from './rows/sheet'
import { station } from './rows/station'
import { sync } from './rows/sync'
import { wall } from './rows/wall'

/** Everything that can be asked of the cloud. */
export const endpoints = {
  ...account,
  ...name,
  ...desk,
  ...privacy,
  ...station,
  ...sync,
  ...booking,
  ...manager,
  ...message,
  ...role,
  ...sheet,
  ...wall,
  ...code,
}

export type Endpoints = typeof endpoints
export type EndpointName = keyof Endpoints
