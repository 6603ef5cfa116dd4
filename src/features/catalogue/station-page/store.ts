import type { Answer } from '@core/contract/endpoint'
import type { Endpoints } from '@core/contract/endpoints'
import type { StationChange } from '@core/place/station-change'
import { create } from 'zustand'
import { cloud, onLoginEnded } from '@/platform/network/cloud'
import { sync } from '@/platform/network/sync'
import { type CallOutcome, toOutcome } from '@/platform/network/to-outcome'

export type StationPage = Answer<Endpoints['stationPage']>
export type StationEffect = Answer<Endpoints['changeStation']>

type StationPageState = {
  pages: Record<string, StationPage>
  load: (id: string) => Promise<CallOutcome>
  /** What other hours would do to the sessions; writes nothing. */
  preview: (id: string, revision: number, change: StationChange) => Promise<CallOutcome<StationEffect>>
  change: (id: string, revision: number, change: StationChange) => Promise<CallOutcome<StationEffect>>
  /** Takes over what another call has answered about the station. */
  put: (id: string, part: Partial<StationPage>) => void
}

/** Stations as their managers see them; the pack follows within a minute. */
export const useStationPages = create<StationPageState>()((set, get) => ({
  pages: {},
  async load(id) {
    const loaded = await toOutcome(cloud('stationPage', { params: { id } }))
    if (loaded.state === 'done') set(({ pages }) => ({ pages: { ...pages, [id]: loaded.answer } }))
    return loaded
  },
  preview: (id, revision, change) =>
    toOutcome(cloud('changeStation', { params: { id }, body: { revision, change, preview: true } })),
  async change(id, revision, change) {
    const changed = await toOutcome(cloud('changeStation', { params: { id }, body: { revision, change } }))
    if (changed.state === 'done') await get().load(id)
    if (changed.state === 'done') sync()
    return changed
  },
  put: (id, part) =>
    set(({ pages }) => {
      const page = pages[id]
      return page ? { pages: { ...pages, [id]: { ...page, ...part } } } : {}
    }),
}))

onLoginEnded(() => useStationPages.setState({ pages: {} }))
