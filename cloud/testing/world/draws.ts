import { strictEqual } from 'node:assert'
import type { PersonaId } from '@core/account/persona'
import { DAY, HOUR, moment } from '@core/base/time'
import { Draw, type DrawEntry, drawOrder } from '@core/booking/draw'
import { parse } from 'valibot'
import { makeDueDraws } from '../../booking/draw/service'
import { newDrawSeed } from '../../catalogue/session/draw-seed'
import { newIdempotencyKey } from './idempotency-key'
import { MONDAY_TEN, type Someone, type World } from './world'

/** The time of every draw. */
export const DRAW_AT = MONDAY_TEN + HOUR

export const NAMES = ['resident', 'elder', 'member', 'enterprise', 'district'] as const satisfies readonly PersonaId[]
type Name = (typeof NAMES)[number]
export type Entrants = Record<Name | 'manager', Someone>

/** Logs in the five who sign up, in the order of their tickets, and the manager of the station. */
export async function loginEverybody(world: World): Promise<Entrants> {
  const logged = await Promise.all([...NAMES, 'manager' as const].map(async (name) => [name, await world.as(name)]))
  return Object.fromEntries(logged)
}
export const nameOf = (ticket: number) => NAMES[ticket - 1] as Name

let made = 0
/** Creates a talk at a time of its own, with a draw an hour from now. */
export async function createDrawnSession(
  { db, deps }: World,
  capacity: number,
  { seed, hash } = newDrawSeed(deps.random),
): Promise<string> {
  const startsAt = MONDAY_TEN + 3 * DAY + ++made * HOUR
  const session = `hp001.talk-drawn${made}`
  await db.query(
    `insert into session (station_id, id, offering_id, kind, title, starts_at, ends_at, capacity, draw_at, draw_seed, draw_hash)
     values ('hp001', $1, 'hp001-talk', 'activity', '讲座', $2, $3, $4, $5, $6, $7)`,
    [session, moment(startsAt), moment(startsAt + HOUR), capacity, moment(DRAW_AT), seed, hash],
  )
  return session
}
/** Finds a seed and its hash by which the draw of these entries has the wanted result. */
export function sealFor({ deps }: World, entries: DrawEntry[], wanted: (order: number[], seed: string) => boolean) {
  for (;;) {
    const drawn = newDrawSeed(deps.random)
    if (wanted(drawOrder(drawn.seed, entries), drawn.seed)) return drawn
  }
}

export async function signUp(who: Someone, session: string, people = [who.id]): Promise<string> {
  const { body } = await who('POST', '/api/bookings', { session, people }, newIdempotencyKey())
  strictEqual(body.booking.status, 'waiting')
  return body.booking.id
}
export async function signUpAll(who: Entrants, session: string): Promise<void> {
  for (const name of NAMES) await signUp(who[name], session)
}
export const cancel = (who: Someone, booking: string) => who('POST', `/api/bookings/${booking}/cancel`)

/** Moves the clock to the draw and runs the draws that are due. */
export const runDraw = (world: World, db = world.db) => {
  world.clock.now = DRAW_AT
  return makeDueDraws({ ...world.deps, db })
}

/** Fetches a draw and parses it by the contract, like a phone. */
export const fetchDraw = async (ask: World['ask'], session: string) =>
  parse(Draw, (await ask('GET', `/api/sessions/${session}/draw`)).body.draw)
export const bookingOf = async (who: Someone, session: string) =>
  (await who('GET', '/api/bookings')).body.bookings.find((one: { session: string }) => one.session === session)
/** The people with a notice of this kind. */
export const noticedPeople = async ({ db }: World, session: string, kind: string): Promise<string[]> => {
  const rows = await db.query<{ person_id: string }>(
    'select person_id from notice where session_id = $1 and kind = $2',
    [session, kind],
  )
  return rows.map((row) => row.person_id)
}
