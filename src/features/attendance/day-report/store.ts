import type { DaySheet } from '@core/attendance/day-report'
import type { Day } from '@core/base/time'
import { create } from 'zustand'
import { cloud, onLoginEnded } from '@/platform/network/cloud'
import { type Settled, settle } from '@/platform/network/to-outcome'

type SheetState = {
  /** By station and day; not kept on the phone. */
  sheets: Record<string, DaySheet>
  load: (station: string, day: Day) => Promise<Settled>
}

export const keyOf = (station: string, day: Day): string => `${station} ${day}`

export const useSheets = create<SheetState>()((set) => ({
  sheets: {},
  async load(station, day) {
    const loaded = await settle(cloud('sheet', { params: { id: station }, query: { day } }))
    if (loaded.state === 'done')
      set(({ sheets }) => ({ sheets: { ...sheets, [keyOf(station, day)]: loaded.answer.sheet } }))
    return loaded
  },
}))

onLoginEnded(() => useSheets.setState({ sheets: {} }))
