import { DAY } from '../base/time'

/** Lifetime of an invitation, to a household or to a role, in milliseconds. */
export const INVITATION_LASTS = 3 * DAY
/** Open role invitations per inviter: enough to staff a new station, too few to be passed around. */
export const MAX_OPEN_INVITATIONS = 20
