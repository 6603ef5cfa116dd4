import { may } from '@core/account/role'
import { instant } from '@core/base/time'
import type { SyncAnswer } from '@core/contract/endpoints/sync/sync'
import { type BookingsDelta, diffList } from '@core/sync/sync'
import { findMe } from '../account/login/service'
import { makePack } from '../attendance/door-pack/pack'
import type { PassKeys } from '../attendance/pass/keys'
import { makePass } from '../attendance/pass/make'
import { ApiError } from '../base/api-error'
import type { Caller } from '../base/caller'
import type { Deps } from '../base/deps'
import { listOwn, type OwnBooking } from '../booking/booking/queries'
import { violated } from '../db/port'
import { countUnread, listNotices } from '../notify/notice/queries'
import { findStation } from '../place/station/queries'
import { diffDoor } from './door'
import { contentHash } from './marks'
import { type SyncState, writeSyncState } from './queries'

const ID_BYTES = 12

type Said = Omit<SyncAnswer, 'next' | 'stations'>
/** What a phone has of its own, what it asks with, and the station whose door it stands at. */
type Asking = { held: SyncState | undefined; door: string | undefined }

async function passesOf(keys: PassKeys, own: readonly OwnBooking[], now: number): Promise<BookingsDelta['passes']> {
  const open = own.filter(({ booking }) => booking.status === 'booked' && instant(booking.endsAt) > now)
  return Object.fromEntries(await Promise.all(open.map(async (one) => [one.booking.id, await makePass(keys, one)])))
}

async function doorOf(
  deps: Deps,
  keys: PassKeys,
  caller: Caller,
  { held, door: id }: Asking,
): Promise<{ door: SyncState['door']; said: Said['door'] }> {
  const kept = held?.door
  // Of a phone about which nothing is known, too: what it has of a door it is to ask for again.
  if (!id && !kept) return { door: undefined, said: held ? undefined : null }
  const station = await findStation(deps.db, id ?? kept?.station ?? '')
  if (!station || !may(caller.roles, 'attend', station)) return { door: undefined, said: null }
  if (!id) return { door: kept, said: undefined }
  const { held: door, delta } = diffDoor(kept, await makePack(deps, keys, station))
  return { door, said: delta }
}

/** All that is somebody's own, as it is now, and what of it is new to a phone that has `held`. */
export async function syncOwn(
  deps: Deps,
  keys: PassKeys,
  caller: Caller,
  asking: Asking,
): Promise<{ held: SyncState; said: Said }> {
  const { held } = asking
  const now = deps.now()
  const me = await findMe(deps, caller.id)
  const own = await listOwn(deps.db, caller.id, now, {})
  const list = diffList(held?.bookings, own, ({ booking }) => booking.id, contentHash)
  const notices = diffList(held?.notices, await listNotices(deps.db, caller.id), ({ id }) => String(id), contentHash)
  const unread = await countUnread(deps.db, caller.id)
  const { door, said } = await doorOf(deps, keys, caller, asking)
  const mark = contentHash(me)
  const { delta: bookings } = list
  const counted = notices.delta ?? (held?.unread === unread ? undefined : { put: [], gone: [] })
  return {
    held: { me: mark, bookings: list.marks, notices: notices.marks, unread, ...(door ? { door } : {}) },
    said: {
      ...(held?.me === mark ? {} : { me }),
      ...(bookings && {
        bookings: {
          ...bookings,
          put: bookings.put.map(({ booking }) => booking),
          passes: await passesOf(keys, bookings.put, now),
        },
      }),
      ...(counted && { notices: { ...counted, unread } }),
      ...(said === undefined ? {} : { door: said }),
    },
  }
}

/** Remembers what a login's phone is told; the name by which it asks the next time. */
export async function writeBookmark(
  deps: Deps,
  caller: Caller,
  told: { pack: string; held: SyncState },
  asked: string | undefined,
): Promise<string> {
  const id = Buffer.from(deps.random(ID_BYTES)).toString('base64url')
  try {
    await writeSyncState(deps.db, caller.tokenHash, { id, ...told }, asked, deps.now())
    return id
  } catch (fault) {
    // Ended on another phone between our look at it and now.
    if (violated(fault) === 'sync_token_hash_fkey') throw new ApiError('login-needed')
    throw fault
  }
}
