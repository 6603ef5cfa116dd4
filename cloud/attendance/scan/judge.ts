import { may } from '@core/account/role'
import { refusalAtDoor } from '@core/attendance/door'
import { type Means, meansOf } from '@core/attendance/means'
import { checkPass, type DoorKey, payloadOf, type StepTolerance } from '@core/attendance/pass'
import type { PassPayload } from '@core/attendance/pass-payload'
import type { Scan } from '@core/attendance/scan'
import { fold } from '@core/base/fold'
import type { Refusal } from '@core/base/refusal'
import { type Instant, instant } from '@core/base/time'
import type { Language } from '@core/words/say'
import type { Caller } from '../../base/caller'
import type { Deps } from '../../base/deps'
import { crypto } from '../../util/crypto'
import type { ReceivedScan, StoredScan } from './events'
import { type DoorBooking, findByCode, findDoorBookings } from './queries'

/** Who sends scans, and in which request. */
export type Sender = { caller: Caller; language: Language; requestId: string }

/** A scan with the booking it names, if found. `why`: the refusal, if it does not count. */
export type JudgedScan = {
  scan: Scan
  at: Instant
  means: Means
  door?: DoorBooking
  why?: Refusal
  before?: StoredScan
}

/**
 * Wider tolerance for scans that an offline phone has already let in, since it judged by its own clock. In steps of 30
 * s.
 */
const OFFLINE_TOLERANCE: StepTolerance = { behind: 4, ahead: 3 }

/** Finds the booking of each scan: passes and ids in one query, door codes one by one. */
export async function findDoors(
  deps: Deps,
  caller: Caller,
  scans: readonly Scan[],
): Promise<(DoorBooking | undefined)[]> {
  const mine = (door: DoorBooking) => may(caller.roles, 'attend', { id: door.station, street: door.street })
  const idOf = ({ pass }: Scan) => (meansOf(pass) === 'hand' ? pass : payloadOf(pass)?.booking)
  const ids = [...new Set(scans.map(idOf).filter((id) => id !== undefined))]
  const known = ids.length ? await findDoorBookings(deps.db, ids) : new Map<string, DoorBooking>()
  return Promise.all(
    scans.map(async (scan) => {
      if (meansOf(scan.pass) !== 'code') {
        const door = known.get(idOf(scan) ?? '')
        return door && mine(door) ? door : undefined
      }
      const doors = (await findByCode(deps.db, fold(scan.pass), instant(scan.at))).filter(mine)
      return doors.find((door) => door.session === scan.session) ?? doors[0]
    }),
  )
}

/** Judges a scan by its pass and the current state of its booking. */
export function judge(
  scan: Scan,
  at: Instant,
  door: DoorBooking | undefined,
  keyOf: (payload: PassPayload) => DoorKey | undefined,
): JudgedScan {
  const how = meansOf(scan.pass)
  const payload = how === 'scan' ? payloadOf(scan.pass) : undefined
  const means: Means = how === null ? 'scan' : payload?.card ? 'card' : how
  const judged = { scan, at, means, ...(door ? { door } : {}) }
  if (how === null || (how === 'scan' && !payload)) return { scan, at, means, why: { refusal: 'forged' } }
  if (how === 'scan' && scan.kind !== 'undo') {
    const checked = checkPass(scan.pass, keyOf, at, crypto, scan.told ? OFFLINE_TOLERANCE : undefined)
    // A forged pass gets no information about the booking it names.
    if (!checked.ok && checked.why === 'forged') return { scan, at, means, why: { refusal: 'forged' } }
    if (!checked.ok && door) return { ...judged, why: { refusal: checked.why } }
  }
  if (!door) return { ...judged, why: { refusal: 'unknown-pass' } }
  if (scan.kind === 'undo') return judged
  const why = refusalAtDoor(door, { ...(payload ? { payload } : {}), at, session: scan.session })
  return why ? { ...judged, why } : judged
}

/** Whether the event is stored: if it counts, or if a phone has already let the person in. */
export const isStored = ({ door, why, scan }: JudgedScan): boolean => !!door && (!why || !!scan.told)

export const receivedOf = ({ scan, at, means, door, why }: JudgedScan, by: string): ReceivedScan => ({
  device: scan.device,
  seq: scan.seq,
  session: door?.session ?? '',
  booking: door?.booking ?? null,
  kind: scan.kind,
  of: scan.of ?? null,
  at,
  toldAt: instant(scan.at),
  means,
  by,
  seats: 0,
  flag: why?.refusal ?? null,
})
