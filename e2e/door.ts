/** What the walk of the door needs from others than the two managers: people with bookings, over the wire. */
import { createHmac } from 'node:crypto'
import { type Pass, showPass } from '@core/attendance/pass'
import { ask, login } from './waitlist'

/** Station, and a session there on the morning of the journeys. */
export const DOOR = { station: 'hp003', session: 'hp003.story-2611231500' }

const mac = (key: Uint8Array, message: Uint8Array) => new Uint8Array(createHmac('sha256', key).update(message).digest())

export type Guest = {
  /** What their phone shows at that moment. */
  shownAt: (at: number) => string
  /** What their paper card says. */
  card: () => Promise<string>
  cancel: () => Promise<void>
  booking: string
}

/** Somebody of the demo who has booked one place at the door's session. */
export async function bookGuest(at: string, persona: string, session = DOOR.session): Promise<Guest> {
  const { token, id } = await login(at, persona)
  const { booking } = await ask(at, 'POST', '/api/bookings', token, { session, people: [id] })
  const { pass } = (await ask(at, 'GET', `/api/bookings/${booking.id}/pass`, token)) as { pass: Pass }
  return {
    booking: booking.id,
    shownAt: (moment) => showPass(pass, moment, mac),
    card: async () => (await ask(at, 'GET', `/api/bookings/${booking.id}/card`, token)).card.text,
    cancel: () => ask(at, 'POST', `/api/bookings/${booking.id}/cancel`, token),
  }
}

/** The roster as the cloud has it, without what differs from run to run. */
export async function rosterOf(at: string, session = DOOR.session): Promise<unknown> {
  const { token } = await login(at, 'manager')
  const { roster, flagged } = await ask(at, 'GET', `/api/sessions/${session}/roster`, token)
  return { roster, flagged }
}
