import type { Station } from '../../../place/station'
import { type Invitee, inviteeId } from '../../invitee'
import type { Present } from '../district'
import type { Tell } from '../mistake'
import { INVITEES } from '../sheets/invitees'
import type { PlacedRow } from './read-sheet'
import { type FindStreet, tellAbout } from './read-stations'

type Find = {
  findStreet: FindStreet
  /** Id of a station by id or name: '' where its own row has a mistake, undefined where it is none. */
  findStation: (text: string) => Station['id'] | undefined
}

/** Code of a street: '' where its own row has a mistake, undefined where it is none. */
const codeOf = (street: ReturnType<FindStreet>) => (street ? street.code : street)

/**
 * Reads whom to invite. Who has the role already is left out, so that a workbook that comes again asks for nobody twice; whoever
 * is listed stays listed.
 */
export function readInvitees(
  rows: readonly PlacedRow<typeof INVITEES.columns>[],
  { invitees, holders }: Present,
  { findStreet, findStation }: Find,
  tell: Tell,
): Invitee[] {
  const wrong = tellAbout<keyof typeof INVITEES.columns>(INVITEES, tell)
  const listed = new Set(invitees.map(({ role, name }) => inviteeId(role, name)))
  const seen = new Map<string, number>()
  const read: Invitee[] = []
  for (const { row, value, bad } of rows) {
    const { place, role, name, phone } = value
    if (place === undefined || role === undefined) continue
    const scope = role === 'street' ? codeOf(findStreet(place)) : findStation(place)
    if (scope === undefined) wrong(row, 'place', place, role === 'street' ? 'unknown-street' : 'unknown-station')
    if (!scope || name === undefined || bad) continue
    const id = inviteeId({ role, scope }, name)
    const before = seen.get(id)
    if (before) wrong(row, 'name', name, 'invitee-twice', { row: before })
    seen.set(id, before ?? row)
    if (before || (holders.has(id) && !listed.has(id))) continue
    read.push({ role: { role, scope }, name, ...(phone ? { phone } : {}) })
  }
  return read
}
