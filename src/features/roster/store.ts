import type { RosterEntry } from '@core/attendance'
import type { ScanAnswer } from '@core/contract/rows/manager'
import type { Session } from '@core/session'
import { moment } from '@core/time'
import { create } from 'zustand'
import { cloud, isNoSignal } from '@/platform/cloud'
import { nextScan } from '@/platform/device'

type Roster = { session: Session; roster: RosterEntry[] }
export type Scanned =
  | { state: 'answered'; answer: ScanAnswer }
  | { state: 'wrong'; message: string }
  | { state: 'no-signal' }

type RosterState = {
  rosters: Record<string, Roster>
  load: (session: string) => Promise<'here' | 'gone' | 'no-signal'>
  /** One pass, code or name at the door of `session`; sent once, and again with the same name if no answer came. */
  scan: (pass: string, session: string | undefined) => Promise<Scanned>
}

const TRIES = 3

export const useRoster = create<RosterState>()((set) => ({
  rosters: {},
  async load(session) {
    try {
      const result = await cloud('roster', { params: { id: session } })
      if (result.ok !== true) return 'gone'
      set(({ rosters }) => ({ rosters: { ...rosters, [session]: result.answer } }))
      return 'here'
    } catch (fault) {
      if (!isNoSignal(fault)) throw fault
      return 'no-signal'
    }
  },
  async scan(pass, session) {
    const scan = { pass: pass.trim(), at: moment(Date.now()), ...nextScan(), ...(session ? { session } : {}) }
    for (let attempt = 1; ; attempt++) {
      try {
        const result = await cloud('attend', { body: { scans: [scan] } })
        if (result.ok === true && result.answer.answers[0])
          return { state: 'answered', answer: result.answer.answers[0] }
        return { state: 'wrong', message: result.ok === false ? result.problem.message : '' }
      } catch (fault) {
        if (!isNoSignal(fault)) throw fault
        if (attempt === TRIES) return { state: 'no-signal' }
      }
    }
  },
}))

/** How many are booked and how many have come. */
export const countOf = (roster: readonly RosterEntry[]): { booked: number; came: number } => ({
  booked: roster.length,
  came: roster.filter((entry) => entry.came).length,
})
