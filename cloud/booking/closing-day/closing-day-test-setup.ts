import { newIdempotencyKey } from '../../testing/world/idempotency-key'
import type { Someone, World } from '../../testing/world/world'
import { continueClosing } from './job'

/** The day that is closed, and its sessions at hp001. */
export const DAY = '2026-11-24'
export const TALK = 'hp001.talk-2611241400'
export const SMALL = 'hp001.small-2611241600'

type Options = { reason?: string; preview?: true }
/** Asks to close hp001 on that day. */
export const ask = (manager: Someone, act: 'move' | 'call-off', { preview, reason = '台风' }: Options = {}) => {
  const closing = { scope: { scope: 'station', id: 'hp001' }, day: DAY, reason, act }
  return manager('POST', '/api/closures', { closing, ...(preview ? { preview } : {}) })
}

/** A closing and its sessions as they are now. */
export const progressOf = async (manager: Someone, id: string) => (await manager('GET', `/api/closures/${id}`)).body

/** Runs batches until the closing has ended; returns what became of its sessions. */
export async function finish(deps: World['deps'], manager: Someone, id: string) {
  for (;;) {
    const { closing, sessions } = await progressOf(manager, id)
    if (closing.ended) return { sessions, told: closing.told }
    await continueClosing(deps)
  }
}

/** Closes hp001 on that day; where there are sessions, the answer is what became of them. */
export async function close(world: World, manager: Someone, act: 'move' | 'call-off', options: Options = {}) {
  const asked = await ask(manager, act, options)
  const { id } = asked.body
  return id ? { ...asked, body: await finish(world.deps, manager, id) } : asked
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
