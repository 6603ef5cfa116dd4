import { may } from '@core/account/role'
import { instant } from '@core/base/time'
import type { SyncAnswer } from '@core/contract/endpoints/sync/sync'
import { type BookingsDelta, diffList } from '@core/sync/sync'
import { findMe } from '../account/person/me'
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

type Changes = Omit<SyncAnswer, 'next' | 'stations'>
/** What the phone holds already, and the station whose door pack it wants. */
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
): Promise<{ door: SyncState['door']; changes: Changes['door'] }> {
  const known = held?.door
  // Null tells a phone without a known state to discard any door pack it has.
  if (!id && !known) return { door: undefined, changes: held ? undefined : null }
  const station = await findStation(deps.db, id ?? known?.station ?? '')
  if (!station || !may(caller.roles, 'attend', station)) return { door: undefined, changes: null }
  if (!id) return { door: known, changes: undefined }
  const { held: door, delta } = diffDoor(known, await makePack(deps, keys, station))
  return { door, changes: delta }
}

/**
 * The current personal data of the caller: its new state for the bookmark, and the changes for a phone that has `held`.
 */
export async function syncOwn(
  deps: Deps,
  keys: PassKeys,
  caller: Caller,
  asking: Asking,
): Promise<{ held: SyncState; changes: Changes }> {
  const { held } = asking
  const now = deps.now()
  const me = await findMe(deps, caller.id)
  const own = await listOwn(deps.db, caller.id, now, {})
  const list = diffList(held?.bookings, own, ({ booking }) => booking.id, contentHash)
  const notices = diffList(held?.notices, await listNotices(deps.db, caller.id), ({ id }) => String(id), contentHash)
  const unread = await countUnread(deps.db, caller.id)
  const { door, changes } = await doorOf(deps, keys, caller, asking)
  const mark = contentHash(me)
  const { delta: bookings } = list
  const counted = notices.delta ?? (held?.unread === unread ? undefined : { put: [], gone: [] })
  return {
    held: { me: mark, bookings: list.marks, notices: notices.marks, unread, ...(door ? { door } : {}) },
    changes: {
      ...(held?.me === mark ? {} : { me }),
      ...(bookings && {
        bookings: {
          ...bookings,
          put: bookings.put.map(({ booking }) => booking),
          passes: await passesOf(keys, bookings.put, now),
        },
      }),
      ...(counted && { notices: { ...counted, unread } }),
      ...(changes === undefined ? {} : { door: changes }),
    },
  }
}

/** Stores a bookmark of what this login's phone now has; returns its id for the next `since`. */
export async function writeBookmark(
  deps: Deps,
  caller: Caller,
  state: { pack: string; held: SyncState },
  asked: string | undefined,
): Promise<string> {
  const id = Buffer.from(deps.random(ID_BYTES)).toString('base64url')
  try {
    await writeSyncState(deps.db, caller.tokenHash, { id, ...state }, asked, deps.now())
    return id
  } catch (fault) {
    // The login was ended from another phone meanwhile.
    if (violated(fault) === 'sync_token_hash_fkey') throw new ApiError('login-needed')
    throw fault
  }
}
