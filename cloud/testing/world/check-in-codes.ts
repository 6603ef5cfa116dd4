import { screenCode } from '@core/attendance/check-in-code'
import { bytesOfHex } from '@core/base/bytes'
import { HOUR } from '@core/base/time'
import { crypto } from '../../util/crypto'
import { newIdempotencyKey } from './idempotency-key'
import { type Answer, MONDAY_TEN, type Someone, type World } from './world'

export const TALK = 'hp001.talk-2611231400'
export const SMALL = 'hp001.small-2611231600'
export const LUNCH = 'hp099.lunch-2611231200'
/** The start time of the talk. */
export const START = MONDAY_TEN + 4 * HOUR
/** Beside the station's door; a degree of latitude is 111,195 m. */
export const HERE = { lat: 23.18, lng: 113.495, accuracy: 20 }
export const north = (metres: number) => ({ ...HERE, lat: HERE.lat + metres / 111_195 })

/** Enables check-in codes for the talk and the lunch, not for the small session. */
export const enableCheckInCodes = ({ db }: World) =>
  db.query(`update offering set about = about || '{"wall":true}' where id in ('hp001-talk', 'hp099-lunch')`)

/** Books in the morning, whatever time it is now. */
export async function book(world: World, who: Someone, session = TALK, people: string[] = [who.id], more: object = {}) {
  const now = world.clock.now
  world.clock.now = MONDAY_TEN
  const { body } = await who('POST', '/api/bookings', { session, people, ...more }, newIdempotencyKey())
  world.clock.now = now
  return body.booking
}
/** The code generator of a screen, with the key that the screen has fetched. */
export async function screenOf({ clock }: World, who: Someone, session = TALK) {
  const { body } = await who('GET', `/api/sessions/${session}/wall`)
  return () => screenCode(session, bytesOfHex(body.screenKey), clock.now, crypto.mac)
}
export const paperOf = async (who: Someone, session = TALK) =>
  (await who('GET', `/api/sessions/${session}/wall`)).body.paper as string
export const checkIn = (who: Someone, body: object) => who('POST', '/api/check-in', body)
export const whyOf = ({ status, body }: Answer) => (status === 409 ? body.refusal : status)
export const arrivals = ({ db }: World) =>
  db.query<{ n: number; means: string }>(
    'select count(*)::int as n, min(means) as means from attendance having count(*) > 0',
  )
