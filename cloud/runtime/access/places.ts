import type { ClosingDay } from '@core/booking/closing-day'
import type { At } from '@core/contract/who'
import type { Station } from '@core/place/station'
import { hasStanding } from '../../account/standing/queries'
import { hasStandingRequest } from '../../account/standing-request/queries'
import { type CardRow, findCard } from '../../attendance/card/queries'
import { type ClosingPlace, findClosing } from '../../booking/closing-day/closing-queries'
import type { Appeal } from '../../booking/strike/queries'
import { findAnswerable } from '../../booking/strike/service'
import { findSession, type SessionWithRules } from '../../catalogue/session/queries'
import { findStationRequest, type PlacedRequest } from '../../catalogue/station-request/queries'
import { findStation, listStationsOfStreet } from '../../place/station/queries'
import type { ById, Placed, Resolver } from './resolver'
import { heldRole, newRole, roleInvitation, roleList } from './roles'

const station: Resolver<ById, Placed<Station>> = async ({ db }, _caller, { params }) => {
  const found = await findStation(db, params.id)
  return found && { place: found, found }
}

const session: Resolver<ById, Placed<SessionWithRules>> = async ({ db }, _caller, { params }) => {
  const found = await findSession(db, params.id)
  return found && { place: { id: found.session.station, street: found.street }, found }
}

const booking: Resolver<ById, Placed<CardRow>> = async ({ db }, _caller, { params }) => {
  const found = await findCard(db, params.id)
  return found && { place: found.station, owner: found.booker, found }
}

const appeal: Resolver<ById, Placed<Appeal>> = async (deps, caller, { params }) => {
  const found = await findAnswerable(deps, caller, params.id)
  return found && { place: { id: found.station, street: found.street }, found }
}

type Closing = { body: { closing: Pick<ClosingDay, 'scope'> } }

/** The stations affected by a closure. A whole street is a place of its own, distinct from each of its stations. */
const closure: Resolver<Closing, Placed<Station[]>> = async ({ db }, _caller, { body }) => {
  const { scope, id } = body.closing.scope
  if (scope === 'street') {
    const found = await listStationsOfStreet(db, id)
    return found.length ? { place: { street: id }, found } : undefined
  }
  const one = await findStation(db, id)
  return one && { place: one, found: [one] }
}

const closing: Resolver<ById, Placed<ClosingPlace>> = async ({ db }, _caller, { params }) => {
  const found = await findClosing(db, params.id)
  return found && { place: { street: found.street, ...(found.station ? { id: found.station } : {}) }, found }
}

const stationRequest: Resolver<ById, Placed<PlacedRequest>> = async ({ db }, _caller, { params }) => {
  const found = await findStationRequest(db, params.id)
  return found && { place: { id: found.request.station, street: found.street }, found }
}

/** Standings are the district's, wherever the person lives. */
const standing: Resolver<ById, Placed<undefined>> = async ({ db }, _caller, { params }) =>
  (await hasStanding(db, params.id)) ? { place: {}, found: undefined } : undefined

const standingRequest: Resolver<ById, Placed<undefined>> = async ({ db }, _caller, { params }) =>
  (await hasStandingRequest(db, params.id)) ? { place: {}, found: undefined } : undefined

const district: Resolver<unknown, Placed<undefined>> = async () => ({ place: {}, found: undefined })

/** Resolvers of the place of a request, by the `at` of its row. */
export const PLACES = {
  district,
  station,
  session,
  booking,
  appeal,
  closure,
  closing,
  'station-request': stationRequest,
  standing,
  'standing-request': standingRequest,
  'role-list': roleList,
  'new-role': newRole,
  'held-role': heldRole,
  'role-invitation': roleInvitation,
} satisfies Record<Exclude<At, 'anywhere'>, Resolver<never, Placed<unknown>>>
