import type { DayReport } from '@core/attendance/day-report'
import type { Day } from '@core/base/time'
import { create } from 'zustand'
import { cloud, onLoginEnded } from '@/platform/network/cloud'
import { type CallOutcome, toOutcome } from '@/platform/network/to-outcome'

type DayReportState = {
  /** By station and day; not stored on the phone. */
  reports: Record<string, DayReport>
  load: (station: string, day: Day) => Promise<CallOutcome>
}

export const reportKey = (station: string, day: Day): string => `${station} ${day}`

export const useDayReports = create<DayReportState>()((set) => ({
  reports: {},
  async load(station, day) {
    const loaded = await toOutcome(cloud('sheet', { params: { id: station }, query: { day } }))
    if (loaded.state === 'done')
      set(({ reports }) => ({ reports: { ...reports, [reportKey(station, day)]: loaded.answer.sheet } }))
    return loaded
  },
}))

onLoginEnded(() => useDayReports.setState({ reports: {} }))
