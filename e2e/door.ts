/** Helpers of the scan tests: people with bookings, and the roster, through the HTTP API. */
import { createHmac } from 'node:crypto'
import { type Pass, showPass } from '@core/attendance/pass'
import { ask, login } from './waitlist'

/** A station, and one of its sessions on the day of the tests. */
export const DOOR = { station: 'hp003', session: 'hp003.story-2611231500' }

const mac = (key: Uint8Array, message: Uint8Array) => new Uint8Array(createHmac('sha256', key).update(message).digest())

export type Guest = {
  /** Text of the pass that their phone displays at this instant. */
  shownAt: (at: number) => string
  /** Text of their printed card. */
  card: () => Promise<string>
  cancel: () => Promise<void>
  booking: string
}

/** Logs in a demo persona and books one seat in the session. */
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

/** Roster and flagged arrivals from the cloud, without the fields that differ from run to run. */
export async function rosterOf(at: string, session = DOOR.session): Promise<unknown> {
  const { token } = await login(at, 'manager')
  const { roster, flagged } = await ask(at, 'GET', `/api/sessions/${session}/roster`, token)
  return { roster, flagged }
}
