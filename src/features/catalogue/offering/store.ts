import type { Offering } from '@core/catalogue/offering'
import type { Session } from '@core/catalogue/session'
import { create } from 'zustand'
import { cloud, onLoginEnded } from '@/platform/network/cloud'
import { type CallOutcome, toOutcome } from '@/platform/network/to-outcome'

/** Effect of saving on future sessions, previewed or done; `left` are booked and stay unchanged. */
export type SaveEffect = { added: number; removed: number; changed: number; left: Session[] }

type OfferingState = {
  offerings: Record<string, Offering[]>
  load: (station: string) => Promise<CallOutcome>
  preview: (offering: Offering) => Promise<CallOutcome<SaveEffect>>
  save: (offering: Offering) => Promise<CallOutcome<SaveEffect>>
}

const callSave = (offering: Offering, preview: boolean) =>
  toOutcome(
    cloud('saveOffering', { params: { id: offering.station }, body: { offering, ...(preview ? { preview } : {}) } }),
  )

export const useOfferings = create<OfferingState>()((set, get) => ({
  offerings: {},
  async load(station) {
    const loaded = await toOutcome(cloud('offerings', { params: { id: station } }))
    if (loaded.state === 'done')
      set(({ offerings }) => ({ offerings: { ...offerings, [station]: loaded.answer.offerings } }))
    return loaded
  },
  preview: (offering) => callSave(offering, true),
  async save(offering) {
    const saved = await callSave(offering, false)
    if (saved.state === 'done') await get().load(offering.station)
    return saved
  },
}))

onLoginEnded(() => useOfferings.setState({ offerings: {} }))
