import { type DoorVerdict, judgeAtDoor } from '@core/attendance/door'
import { type Scan, UNDO } from '@core/attendance/scan'
import { moment } from '@core/base/time'
import type { ScanAnswer } from '@core/contract/rows/manager'
import { create } from 'zustand'
import { verifyEd25519 } from '@/platform/crypto/ed25519'
import { hmacSha256 } from '@/platform/crypto/hmac'
import { cloudNow } from '@/platform/network/cloud-clock'
import { nextScan } from '@/platform/storage/device-ids'
import { KEYS, read, write } from '@/platform/storage/storage'
import { packOf, useDoor } from './door-pack-store'
import { eventsOf, type Seen } from './recorded-scan'
import { sendScans } from './send-scans'

/** What is shown of one event: the phone's own verdict, and later the cloud's. */
export type Scanned =
  | { state: 'judged'; verdict: DoorVerdict; seq?: number; at: number }
  | { state: 'answered'; answer: ScanAnswer }
  | { state: 'walked-in'; seats: number; seq: number; at: number }
  | { state: 'undone' }
  /** Neither a pack nor a signal: nothing can be said. */
  | { state: 'no-signal' }
  | { state: 'wrong'; message: string }

type Door = { station: string; session?: string | undefined; by: string }
type Asked = Door & { pass: string; kind: 'in' | 'out' }

type ScansState = {
  seen: Seen[]
  sending: boolean
  /** The phone has no room left: what was scanned lasts only while the app stays open. */
  unkept: boolean
  check: (asked: Asked) => Promise<Scanned>
  walkIn: (door: Door & { session: string; title: string; seats: number }) => Scanned
  /** Takes back one of this phone's events of the last seconds. */
  undo: (seq: number) => Scanned
  /** Sends what has not been sent, as long as there is signal; `station` is looked at anew when something was. */
  send: (by: string, station: string) => Promise<void>
}

const crypto = { verify: verifyEd25519, mac: hmacSha256 }

/** A call without an answer is made so often, under the same name. */
const TRIES = 3
/** Nobody at a door waits longer for a signal that is hardly there. Milliseconds. */
const PATIENCE = 1_500
const patience = () => new Promise<'late'>((resolve) => setTimeout(() => resolve('late'), PATIENCE))

/** Of what the cloud has answered so many are kept, to be looked at. */
const SENT_KEPT = 200

function kept(): Seen[] {
  try {
    const seen: unknown = JSON.parse(read(KEYS.scans) ?? '[]')
    return Array.isArray(seen) ? seen : []
  } catch {
    return []
  }
}

const withoutOldest = (seen: Seen[]): Seen[] => {
  let spare = seen.filter(({ sent }) => sent).length - SENT_KEPT
  return spare > 0 ? seen.filter(({ sent }) => !sent || spare-- <= 0) : seen
}

export const useScans = create<ScansState>()((set, get) => {
  const keep = (seen: Seen[]) => {
    const some = withoutOldest(seen)
    set({ seen: some, unkept: !write(KEYS.scans, JSON.stringify(some)) })
  }
  const add = (one: Seen) => keep([...get().seen, one])
  const scanOf = (scan: Omit<Scan, 'at' | 'device' | 'seq'>): Scan => ({
    ...scan,
    at: moment(Date.now()),
    ...nextScan(),
  })

  /** Without a pack the cloud judges; nothing is kept, since nothing was said. */
  const ask = async ({ station, session, pass, kind, by }: Asked): Promise<Scanned> => {
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
    if (!packOf(station)) useDoor.getState().load(station)
    return { state: 'answered', answer }
  }

  return {
    seen: kept(),
    sending: false,
    unkept: false,
    async check(asked) {
      const at = cloudNow()
      const pass = asked.pass.trim()
      const { station, session, kind, by } = asked
      const pack = packOf(station)
      if (!pack) return ask({ ...asked, pass })
      const judge = (known = pack) =>
        judgeAtDoor(known, { pass, kind, at, session }, (booking) => eventsOf(get().seen, booking), crypto)
      let verdict = judge()
      // Booked after the roster was fetched, perhaps: with signal it is worth a look.
      const missing = ['unknown-pass', 'not-on-roster'].includes(verdict.why?.refusal ?? '')
      if (missing && (await Promise.race([useDoor.getState().load(station), patience()])) === 'here')
        verdict = judge(packOf(station))
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
    undo(seq) {
      const was = get().seen.find(({ scan }) => scan.seq === seq)
      if (!was || cloudNow() - was.at > UNDO) return { state: 'wrong', message: '' }
      const { answer: _answer, ...same } = was
      const { pass, session } = was.scan
      const scan = scanOf({ kind: 'undo', pass, of: seq, ...(session ? { session } : {}) })
      add({ ...same, scan, at: cloudNow(), sent: false })
      get().send(was.by, useDoor.getState().pack?.station ?? '')
      return { state: 'undone' }
    },
    async send(by, station) {
      if (get().sending) return
      set({ sending: true })
      let sent = 0
      try {
        for (;;) {
          const some = get()
            .seen.filter((one) => !one.sent && one.by === by)
            .map(({ scan }) => scan)
          if (some.length === 0) break
          const result = await sendScans(some)
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
      // Who else was at a door meanwhile, and what was cancelled.
      if (sent > 0 && station) await useDoor.getState().load(station)
    },
  }
})

/** How many of this login's events the cloud has not heard of. */
export const unsentOf = (seen: readonly Seen[], by: string): number =>
  seen.filter((one) => !one.sent && one.by === by).length
