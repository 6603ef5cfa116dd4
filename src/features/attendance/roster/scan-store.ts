import { UNDO_WINDOW } from '@core/attendance/attendance'
import { type DoorVerdict, isUnknownHere, judgeAtDoor } from '@core/attendance/door'
import type { Scan } from '@core/attendance/scan'
import { dayOf, moment } from '@core/base/time'
import type { ScanAnswer } from '@core/contract/endpoints/attendance/scan'
import { create } from 'zustand'
import { verifyEd25519 } from '@/platform/crypto/ed25519'
import { hmacSha256 } from '@/platform/crypto/hmac'
import { cloudNow } from '@/platform/network/cloud-clock'
import { nextScanId } from '@/platform/storage/device-ids'
import { KEYS } from '@/platform/storage/storage'
import { openList } from '@/platform/storage/stored-list'
import { doorPackOf, useDoorPack } from './door-pack-store'
import { eventsOf, isRecordedScan, type RecordedScan, scanOfSeq } from './recorded-scan'
import { sendScans } from './send-scans'

/** Result shown for one scan: the phone's own verdict first, the cloud's later. */
export type ScanResult =
  | { state: 'judged'; verdict: DoorVerdict; seq?: number; at: number }
  | { state: 'answered'; answer: ScanAnswer }
  | { state: 'walked-in'; seats: number; seq: number; at: number }
  | { state: 'taken-back'; seq: number; at: number }
  | { state: 'undone' }
  /** Neither a door pack nor a network: no verdict is possible. */
  | { state: 'no-signal' }
  | { state: 'wrong'; message: string }

type DoorContext = { station: string; session?: string | undefined; by: string }
type ScanRequest = DoorContext & { pass: string; kind: 'in' | 'out' }
type TakingBack = DoorContext & Required<Pick<RecordedScan, 'booking' | 'name' | 'seats' | 'title'>>

type ScansState = {
  seen: RecordedScan[]
  sending: boolean
  /** Storage is full or unusable: new scans last only while the app stays open. */
  notStored: boolean
  /** Stored scans could not be read when the app started, and are kept apart. */
  setAside: boolean
  check: (asked: ScanRequest) => Promise<ScanResult>
  walkIn: (door: DoorContext & { session: string; title: string; seats: number }) => ScanResult
  /** Takes back a self check-in. Whether there is one to take back, the cloud knows. */
  takeBack: (asked: TakingBack) => ScanResult
  /** Undoes one of this phone's scans within the undo window. */
  undo: (seq: number) => ScanResult
  /** Sends unsent scans while there is a network; reloads the pack of `station` if any were sent. */
  send: (by: string, station: string) => Promise<void>
}

const crypto = { verify: verifyEd25519, mac: hmacSha256 }

/** Attempts for a call without an answer, all with the same scan id. */
const TRIES = 3
/** Longest wait for a fresh roster on a weak signal, so that nobody waits at the door. Milliseconds. */
const ROSTER_TIMEOUT_MS = 1_500
const rosterTimeout = () => new Promise<'late'>((resolve) => setTimeout(() => resolve('late'), ROSTER_TIMEOUT_MS))

/** Answered scans kept for the history. */
const MAX_SENT_KEPT = 200

const dropOldestSent = (seen: RecordedScan[]): RecordedScan[] => {
  let spare = seen.filter(({ sent }) => sent).length - MAX_SENT_KEPT
  return spare > 0 ? seen.filter(({ sent }) => !sent || spare-- <= 0) : seen
}

export const useScans = create<ScansState>()((set, get) => {
  const stored = openList(KEYS.scans, KEYS.scansAside, isRecordedScan)
  const keep = (seen: RecordedScan[]) => {
    // What could not be read at the start and can be now comes first.
    const kept = dropOldestSent([...stored.recover(), ...seen])
    set({ seen: kept, notStored: !stored.write(kept), setAside: stored.setAside })
  }
  const add = (one: RecordedScan) => keep([...get().seen, one])
  const scanOf = (scan: Omit<Scan, 'at' | 'device' | 'seq'>): Scan => ({
    ...scan,
    at: moment(Date.now()),
    ...nextScanId(),
  })

  /** Verdict from the cloud when there is no door pack. A refusal is not recorded. */
  const askCloud = async ({ station, session, pass, kind, by }: ScanRequest): Promise<ScanResult> => {
    const scan = scanOf({ kind, pass, ...(session ? { session } : {}) })
    let result = await sendScans([scan])
    for (let again = 1; again < TRIES && result.state === 'no-signal'; again++) result = await sendScans([scan])
    if (result.state !== 'answered') return result
    const answer = result.answers[0] as ScanAnswer
    if (answer.verdict !== 'refused') {
      const { booking, name = '', seats = 0, title = '' } = answer
      const told = { by, means: 'scan' as const, name, seats, title, sent: true, answer }
      add({ scan, at: cloudNow(), ...told, ...(booking ? { booking } : {}) })
    }
    if (!doorPackOf(station)) useDoorPack.getState().load(station)
    return { state: 'answered', answer }
  }

  return {
    seen: stored.items,
    sending: false,
    notStored: false,
    setAside: stored.setAside,
    async check(asked) {
      const at = cloudNow()
      const pass = asked.pass.trim()
      const { station, session, kind, by } = asked
      const pack = doorPackOf(station)
      if (!pack) return askCloud({ ...asked, pass })
      const judge = (known = pack) =>
        judgeAtDoor(known, { pass, kind, at, session }, (booking) => eventsOf(get().seen, booking), crypto)
      let verdict = judge()
      // They may have booked after the pack was loaded: reload it if there is a network.
      if (isUnknownHere(pack, verdict, at)) {
        const loaded = await Promise.race([useDoorPack.getState().load(station), rosterTimeout()])
        const fresh = loaded === 'here' ? (doorPackOf(station) ?? pack) : pack
        // The pack of the day before says nothing about a session of the new day.
        if (fresh.day !== dayOf(at)) return askCloud({ ...asked, pass })
        verdict = judge(fresh)
      }
      if (verdict.verdict === 'refused' || !verdict.here) return { state: 'judged', verdict, at }
      const scan = scanOf({ kind, pass, told: true, ...(session ? { session } : {}) })
      const { booking, name, seats, title } = verdict.here
      add({ scan, at, by, booking, name, seats, title, means: verdict.means ?? 'scan', sent: false })
      get().send(by, station)
      return { state: 'judged', verdict, seq: scan.seq, at }
    },
    walkIn({ station, session, title, seats, by }) {
      const at = cloudNow()
      const scan = scanOf({ kind: 'walk-in', pass: '', session, seats, told: true })
      add({ scan, at, by, name: '', seats, title, means: 'hand', sent: false })
      get().send(by, station)
      return { state: 'walked-in', seats, seq: scan.seq, at }
    },
    takeBack({ station, session, by, booking, ...shown }) {
      const at = cloudNow()
      const scan = scanOf({ kind: 'take-back', pass: booking, ...(session ? { session } : {}) })
      add({ scan, at, by, booking, ...shown, means: 'hand', sent: false })
      get().send(by, station)
      return { state: 'taken-back', seq: scan.seq, at }
    },
    undo(seq) {
      const was = scanOfSeq(get().seen, seq)
      if (!was || cloudNow() - was.at > UNDO_WINDOW) return { state: 'wrong', message: '' }
      const { answer: _answer, ...same } = was
      const { pass, session } = was.scan
      const scan = scanOf({ kind: 'undo', pass, of: seq, ...(session ? { session } : {}) })
      add({ ...same, scan, at: cloudNow(), sent: false })
      get().send(was.by, useDoorPack.getState().pack?.station ?? '')
      return { state: 'undone' }
    },
    async send(by, station) {
      if (get().sending) return
      set({ sending: true })
      let sent = 0
      try {
        for (;;) {
          const kept = get()
            .seen.filter((one) => !one.sent && one.by === by)
            .map(({ scan }) => scan)
          if (kept.length === 0) break
          const result = await sendScans(kept)
          if (result.state !== 'answered') break
          sent += result.answers.length
          const answered = new Map(result.answers.map((answer) => [`${answer.seq} ${answer.device}`, answer]))
          keep(
            get().seen.map((one) => {
              const answer = answered.get(`${one.scan.seq} ${one.scan.device}`)
              return answer ? { ...one, sent: true, answer } : one
            }),
          )
        }
      } finally {
        set({ sending: false })
      }
      // Reload: others may have scanned at another door or cancelled meanwhile.
      if (sent > 0 && station) await useDoorPack.getState().load(station)
    },
  }
})

/** Number of this login's unsent scans. */
export const countUnsent = (seen: readonly RecordedScan[], by: string): number =>
  seen.filter((one) => !one.sent && one.by === by).length
