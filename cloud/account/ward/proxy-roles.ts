import { rolesThat } from '@core/account/role'

/** Roles that may look after wards at a station: the argument of the SQL functions `guards` and `works_at`. */
export const PROXY_ROLES = rolesThat('proxy')
