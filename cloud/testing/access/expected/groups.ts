import type { EndpointName } from '@core/contract/endpoints'
import type { CallerName } from '../callers'

/**
 * The callers that a row answers: about the things made `here`, and about those of the other station and its resident. All
 * others get 401 or 404, and nobody is answered about a missing thing.
 */
export type Expected = { here: readonly CallerName[]; there: readonly CallerName[] }
/** The rows of one context. */
export type ExpectedRows = Partial<Record<EndpointName, Expected>>
export const both = (...names: CallerName[]): Expected => ({ here: names, there: names })

const LOGGED_IN: CallerName[] = [
  'resident',
  'neighbour',
  'member',
  'staff',
  'station',
  'street',
  'department',
  'district',
  'otherMember',
  'otherStaff',
  'otherStation',
  'otherStreet',
]
export const anyone = both('nobody', ...LOGGED_IN)
export const person = both(...LOGGED_IN)
export const owner: Expected = { here: ['resident'], there: ['neighbour'] }
/** attend, proxy: staff, the station's manager, the street, the district. */
export const attending: Expected = {
  here: ['staff', 'station', 'street', 'district'],
  there: ['otherStaff', 'otherStation', 'otherStreet', 'district'],
}
export const anyAttending = both('staff', 'station', 'street', 'district', 'otherStaff', 'otherStation', 'otherStreet')
/** sheet, plan, change, appeal, people: the same without the staff. */
export const manager: Expected = {
  here: ['station', 'street', 'district'],
  there: ['otherStation', 'otherStreet', 'district'],
}
/** approve. */
export const approving: Expected = { here: ['street', 'district'], there: ['otherStreet', 'district'] }
export const anyManager = both('station', 'street', 'district', 'otherStation', 'otherStreet')
/** oversee. */
export const district = both('district')
