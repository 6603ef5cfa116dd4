import type { Booking } from '@core/booking/booking'
import type { Session } from '@core/catalogue/session'
import type { Answer } from '../reference/state'

/** An answer as it came over the wire. */
export type HttpAnswer = { status: number; text: string }

const withoutUndefined = (fields: object): object =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))

const comparableBooking = ({
  id,
  session,
  status,
  version,
  people,
  cancelUntil,
  line,
  offerUntil,
  ended,
  reason,
}: Booking): object =>
  withoutUndefined({
    id,
    session,
    status,
    version,
    people: people.map((one) => one.id).sort(),
    cancelUntil,
    line,
    offerUntil,
    ended,
    reason,
  })

const comparableSession = ({ id, capacity, taken, left, waiting, status, version, reason }: Session): object =>
  withoutUndefined({ id, capacity, taken, left, waiting, status, version, reason })

/** The parts of an answer that the reference model decides: no titles, messages or request ids. */
export function comparableAnswer({ status, text }: HttpAnswer): Answer {
  const { booking, session, told, code, message: _message, requestId: _id, ...why } = JSON.parse(text)
  if (booking) return { status, body: comparableBooking(booking) }
  if (session) return { status, body: withoutUndefined({ ...comparableSession(session), told }) }
  return { status, body: code === 'refused' ? why : { code } }
}
