import type { Offering } from '@core/catalogue/offering'
import type { Session } from '@core/catalogue/session'
import { create } from 'zustand'
import { cloud, onLoginEnded } from '@/platform/network/cloud'
import { type Settled, settle } from '@/platform/network/to-outcome'

/** What saving does, or would do, to the sessions ahead; `left` are booked and stay as they are. */
export type Effect = { added: number; removed: number; changed: number; left: Session[] }

type OfferingState = {
  offerings: Record<string, Offering[]>
  load: (station: string) => Promise<Settled>
  preview: (offering: Offering) => Promise<Settled<Effect>>
  save: (offering: Offering) => Promise<Settled<Effect>>
}

const send = (offering: Offering, preview: boolean) =>
  settle(
    cloud('saveOffering', { params: { id: offering.station }, body: { offering, ...(preview ? { preview } : {}) } }),
  )

export const useOfferings = create<OfferingState>()((set, get) => ({
  offerings: {},
  async load(station) {
    const loaded = await settle(cloud('offerings', { params: { id: station } }))
    if (loaded.state === 'done')
      set(({ offerings }) => ({ offerings: { ...offerings, [station]: loaded.answer.offerings } }))
    return loaded
  },
  preview: (offering) => send(offering, true),
  async save(offering) {
    const saved = await send(offering, false)
    if (saved.state === 'done') await get().load(offering.station)
    return saved
  },
}))

onLoginEnded(() => useOfferings.setState({ offerings: {} }))
