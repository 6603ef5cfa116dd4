import { DAY } from '../base/time'

/** Lifetime of an invitation, to a household or to a role, in milliseconds. */
export const INVITATION_LASTS = 3 * DAY
/** Lifetime of an invitation that is printed on a card, in milliseconds: cards are handed over at the next meeting. */
export const CARD_LASTS = 14 * DAY
/** Stations whose managers are invited by one call: a network of 157 at once, with some 100 KB of codes at most. */
export const MANAGERS_MOST = 500
/** Open role invitations per inviter, without those on cards: enough to staff a new station, too few to be passed around. */
export const MAX_OPEN_INVITATIONS = 20
