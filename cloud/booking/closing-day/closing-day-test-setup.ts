import { newIdempotencyKey } from '../../testing/world/idempotency-key'
import type { Someone, World } from '../../testing/world/world'

/** The day that is closed, and its sessions at hp001. */
export const DAY = '2026-11-24'
export const TALK = 'hp001.talk-2611241400'
export const SMALL = 'hp001.small-2611241600'

type Options = { reason?: string; preview?: true }
/** Closes hp001 on that day. */
export const close = (manager: Someone, act: 'move' | 'call-off', { preview, reason = '台风' }: Options = {}) => {
  const closing = { scope: { scope: 'station', id: 'hp001' }, day: DAY, reason, act }
  return manager('POST', '/api/closures', { closing, ...(preview ? { preview } : {}) })
}

export const book = async (who: Someone, session: string, people = [who.id], wait = false) =>
  (await who('POST', '/api/bookings', { session, people, wait }, newIdempotencyKey())).body.booking

export const findSession = async (world: World, id: string) =>
  (await world.ask('GET', `/api/sessions/${id}`)).body.session

/** Notices of this kind that a person has received, oldest first. */
export const noticesOf = ({ db }: World, person: string, kind: string) =>
  db.query<{ session_id: string; detail: { was?: string; reason: string } }>(
    'select session_id, detail from notice where person_id = $1 and kind = $2 order by id',
    [person, kind],
  )
