import { DAY, MINUTE } from '../base/time'

/** Time between two checks of the same held text, in milliseconds; also the lease of the process that checks. */
export const ASK_AGAIN = 10 * MINUTE
/** How long WeChat's check is awaited before the district reviews a text, in milliseconds. */
export const HELD_FOR = DAY
