import { rolesThat } from '@core/account/role'
import type { At, Own, Who } from '@core/contract/who'

const AT: Record<At, string> = {
  anywhere: 'at one place at least; the answer keeps to the places that are theirs',
  district: 'for the district',
  station: 'at the station',
  session: 'at the station of the session',
  booking: 'at the station of the booking',
  appeal: 'at the station whose strike is appealed against',
  closure: 'at the station, or for the street, that is closed',
  'role-list': 'at the place asked about, and who may give the roles there',
  'new-role': 'at the place of the role, and who may give it',
  'held-role': 'at the place of the role, and who may give it',
  'role-invitation': 'at the place of the role that is offered, and who may give it',
}

const OWN: Record<Own, string> = {
  person: 'themselves, or somebody they care for',
  dependant: 'somebody they care for',
  booking: 'a booking of theirs',
  strike: 'a strike of theirs',
  login: 'a login of theirs',
  'login-code': 'a login code that they made',
  'role-code': 'an invitation to a role that they made',
  household: 'themselves and people they care for, all of them',
}

/** Who may call a row, as a sentence of the OpenAPI document. */
function sentenceOf(who: Who): string {
  if (who === 'anyone') return 'For anyone, without a login too.'
  if (who === 'person') return 'For whoever is logged in.'
  if ('own' in who) return `For whoever it belongs to: ${OWN[who.own]}.`
  const owner = who.orOwn ? 'whoever it belongs to, and ' : ''
  return `For ${owner}whoever may ${who.act} (${rolesThat(who.act).join(', ')}) ${AT[who.at]}.`
}

/** The same for programs: `x-who` is anyone, person, role or owner; then the act and where it is done, or what is owned. */
function extensionsOf(who: Who) {
  if (typeof who === 'string') return { 'x-who': who }
  if ('own' in who) return { 'x-who': 'owner', 'x-own': who.own }
  return { 'x-who': 'role', 'x-act': who.act, 'x-at': who.at, ...(who.orOwn ? { 'x-or-own': true } : {}) }
}

export const tellWho = (who: Who) => ({ description: sentenceOf(who), ...extensionsOf(who) })
