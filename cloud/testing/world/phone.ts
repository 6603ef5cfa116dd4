import type { DoorPack } from '@core/attendance/door-pack'
import type { Pass } from '@core/attendance/pass'
import type { Booking } from '@core/booking/booking'
import type { Me } from '@core/contract/endpoints/account/person'
import type { SyncAnswer } from '@core/contract/endpoints/sync/sync'
import type { Notice } from '@core/notify/notice'
import type { Pack } from '@core/place/station'
import { mergeBookings, mergeDoor, mergeNotices, mergePack } from '@core/sync/sync'
import type { World } from './world'

type PhoneState = {
  pack?: Pack
  me?: Me
  bookings: Booking[]
  passes: Record<string, Pass>
  notices: Notice[]
  unread: number
  door?: DoorPack | undefined
}
type Ask = (method: string, path: string) => Promise<{ status: number; body: SyncAnswer; text: string }>

/** A phone that merges sync answers, as src/platform and the features do. */
export function createPhone(ask: Ask | World['ask']) {
  const kept: PhoneState = { bookings: [], passes: {}, notices: [], unread: 0 }
  let since: string | undefined
  const apply = ({ stations, me, bookings, notices, door }: SyncAnswer) => {
    if (stations) kept.pack = mergePack(kept.pack, stations)
    if (me) kept.me = me
    if (bookings) Object.assign(kept, mergeBookings(kept, bookings))
    if (notices) {
      kept.notices = mergeNotices(kept.notices, notices)
      kept.unread = notices.unread
    }
    if (door) kept.door = mergeDoor(kept.door, door)
    if (door === null) kept.door = undefined
  }
  return {
    kept,
    get since() {
      return since
    },
    /** Syncs. A `lost` answer was sent, but not received. */
    async sync({ lost = false, door }: { lost?: boolean; door?: string } = {}) {
      const query = [...(since ? [`since=${since}`] : []), ...(door ? [`door=${door}`] : [])].join('&')
      const answer = await ask('GET', `/api/sync${query ? `?${query}` : ''}`)
      if (lost) return answer
      if (answer.status === 200) {
        apply(answer.body)
        since = answer.body.next
      } else if (answer.status !== 304) throw new Error(answer.text)
      return answer
    },
  }
}

/** The door pack of a station in a first sync; undefined for callers who may not have it. */
export async function packOf(ask: World['ask'], station = 'hp001'): Promise<DoorPack> {
  const phone = createPhone(ask)
  await phone.sync({ door: station })
  return phone.kept.door as DoorPack
}
