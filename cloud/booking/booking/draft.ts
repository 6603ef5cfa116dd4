import type { Person } from '@core/account/person'
import { type Instant, moment } from '@core/base/time'
import { type Booking, cancelUntil } from '@core/booking/booking'
import { isUndrawn } from '@core/catalogue/session'
import { stationOf } from '@core/place/ids'
import type { Deps } from '../../base/deps'
import type { SessionWithRules } from '../../catalogue/session/queries'
import { newBookingId, newDoorCode } from './ids'

/** By proxy: only wards are booked for, nothing of it is for the booker's own household. */
export const isProxy = (people: readonly Person[]): boolean => people.every((person) => person.relation === 'ward')

/** The booking of the answer, without what the database decides: its status, version and waitlist position. */
export function draftOf(
  deps: Pick<Deps, 'random'>,
  { session, offering, stationName, phone }: SessionWithRules,
  people: readonly Person[],
  now: Instant,
): Omit<Booking, 'status' | 'version' | 'line'> {
  return {
    id: newBookingId(stationOf(session.id), now, deps.random),
    session: session.id,
    title: session.title,
    stationName,
    phone,
    startsAt: session.startsAt,
    endsAt: session.endsAt,
    cancelUntil: moment(cancelUntil(offering, session.startsAt)),
    people: people.map(({ id, name }) => ({ id, name, came: false })),
    code: newDoorCode(deps.random),
    bookedAt: moment(now),
    ...(session.draw && isUndrawn(session) ? { drawAt: session.draw.at } : {}),
    ...(isProxy(people) ? { proxy: true as const } : {}),
    ...(offering.wall ? { wall: true as const } : {}),
  }
}
