import type { Booking } from '@core/booking/booking'
import type { Session } from '@core/catalogue/session'
import type { Answer } from '../reference/state'

/** An answer as it came over the wire. */
export type HttpAnswer = { status: number; text: string }

const given = (fields: object): object =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))

const comparableBooking = ({
  id,
  session,
  status,
  version,
  people,
  line,
  offerUntil,
  ended,
  reason,
}: Booking): object =>
  given({ id, session, status, version, people: people.map((one) => one.id).sort(), line, offerUntil, ended, reason })

const comparableSession = ({ id, capacity, taken, left, waiting, status, version, reason }: Session): object =>
  given({ id, capacity, taken, left, waiting, status, version, reason })

/** What the reference has an opinion about: neither titles nor words nor the number of a request. */
export function comparableAnswer({ status, text }: HttpAnswer): Answer {
  const { booking, session, told, code, message: _words, requestId: _number, ...why } = JSON.parse(text)
  if (booking) return { status, body: comparableBooking(booking) }
  if (session) return { status, body: given({ ...comparableSession(session), told }) }
  return { status, body: code === 'refused' ? why : { code } }
}
