import type { Answer } from '@core/contract/endpoint'
import type { Endpoints } from '@core/contract/endpoints'
import type { StationRequest, StationWish } from '@core/place/station-change'
import { create } from 'zustand'
import { cloud, onLoginEnded } from '@/platform/network/cloud'
import { type CallOutcome, toOutcome } from '@/platform/network/to-outcome'

type Requested = Answer<Endpoints['requestStationChange']>

export const requestStationChange = (station: string, wish: StationWish): Promise<CallOutcome<Requested>> =>
  toOutcome(cloud('requestStationChange', { params: { id: station }, body: { wish } }))

type RequestsState = {
  /** Requests that wait at my stations; undefined while unknown. */
  requests?: StationRequest[]
  load: () => Promise<CallOutcome>
  /** Accepts a request, or refuses it with these words. */
  answer: (id: string, words?: string) => Promise<CallOutcome<Requested>>
}

export const useStationRequests = create<RequestsState>()((set, get) => ({
  async load() {
    const loaded = await toOutcome(cloud('stationRequests', {}))
    if (loaded.state === 'done') set(loaded.answer)
    return loaded
  },
  async answer(id, words) {
    const body = words === undefined ? { accept: true as const } : { accept: false as const, words }
    const answered = await toOutcome(cloud('answerStationRequest', { params: { id }, body }))
    if (answered.state === 'done') set({ requests: (get().requests ?? []).filter((one) => one.id !== id) })
    else get().load()
    return answered
  },
}))

onLoginEnded(() => useStationRequests.setState(({ load, answer }) => ({ load, answer }), true))
