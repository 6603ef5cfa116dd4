import { rolesThat } from '@core/account/role'
import type { At, Own, Who } from '@core/contract/who'

const AT: Record<At, string> = {
  anywhere: 'at one place at least; the answer is limited to their places',
  district: 'for the district',
  station: 'at the station',
  session: 'at the station of the session',
  booking: 'at the station of the booking',
  appeal: 'at the station of the strike that is appealed against',
  closure: 'at the station, or for the street, that is closed or reopened',
  closing: 'at the station, or for the street, that is closed',
  standing: 'for the district',
  'standing-request': 'for the district',
  'station-request': 'at the station that the request is about',
  'role-list': 'at the requested place, if they may grant the roles there',
  'new-role': 'at the place of the role, if they may grant it',
  'held-role': 'at the place of the role, if they may grant it',
  'role-invitation': 'at the place of the offered role, if they may grant it',
}

const OWN: Record<Own, string> = {
  person: 'themselves or a person they care for',
  dependant: 'a person they care for',
  booking: 'a booking of their own',
  strike: 'a strike of their own',
  login: 'a login of their own',
  'login-code': 'a login code they created',
  passkey: 'a passkey of their own',
  'standing-request': 'a request for a standing of their own',
  'role-code': 'a role invitation they created',
  household: 'themselves and people they care for (every one of them)',
}

/** Who may call a row, as a sentence of the OpenAPI document. */
function sentenceOf(who: Who): string {
  if (who === 'anyone') return 'Public: no login needed.'
  if (who === 'person') return 'Any logged-in person.'
  if ('own' in who) return `Any logged-in person, for ${OWN[who.own]}.`
  const roles = who.orOwn ? 'The owner, and roles' : 'Roles'
  return `${roles} that may ${who.act} (${rolesThat(who.act).join(', ')}) ${AT[who.at]}.`
}

/** The same for programs: `x-who` is anyone, person, role or owner; then the act and its place, or the owned thing. */
function extensionsOf(who: Who) {
  if (typeof who === 'string') return { 'x-who': who }
  if ('own' in who) return { 'x-who': 'owner', 'x-own': who.own }
  return { 'x-who': 'role', 'x-act': who.act, 'x-at': who.at, ...(who.orOwn ? { 'x-or-own': true } : {}) }
}

export const tellWho = (who: Who) => ({ description: sentenceOf(who), ...extensionsOf(who) })
