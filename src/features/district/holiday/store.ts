import type { Day } from '@core/base/time'
import type { Answer } from '@core/contract/endpoint'
import type { Endpoints } from '@core/contract/endpoints'
import type { Holiday } from '@core/place/holiday'
import { create } from 'zustand'
import { cloud, onLoginEnded } from '@/platform/network/cloud'
import { type CallOutcome, toOutcome } from '@/platform/network/to-outcome'

export type HolidayEffect = Answer<Endpoints['saveHoliday']>
type HolidayState = {
  holidays: Holiday[] | undefined
  load: () => Promise<CallOutcome>
  save: (holiday: Holiday) => Promise<CallOutcome<HolidayEffect>>
  remove: (day: Day) => Promise<CallOutcome<HolidayEffect>>
}

const initialState = { holidays: undefined }

/** The district's own days of rest and work. */
export const useHolidays = create<HolidayState>()((set) => {
  const keep = <A extends { holidays: Holiday[] }>(outcome: CallOutcome<A>): CallOutcome<A> => {
    if (outcome.state === 'done') set({ holidays: outcome.answer.holidays })
    return outcome
  }
  return {
    ...initialState,
    load: async () => keep(await toOutcome(cloud('holidays', {}))),
    save: async (holiday) => keep(await toOutcome(cloud('saveHoliday', { body: { holiday } }))),
    remove: async (day) => keep(await toOutcome(cloud('removeHoliday', { params: { id: day } }))),
  }
})

onLoginEnded(() => useHolidays.setState(initialState))
