import type { StandingDecision } from '@core/account/standing-request'
import type { Answer } from '@core/contract/endpoint'
import type { Endpoints } from '@core/contract/endpoints'
import type { InferInput } from 'valibot'
import { create } from 'zustand'
import { cloud, onLoginEnded } from '@/platform/network/cloud'
import { type CallOutcome, toOutcome } from '@/platform/network/to-outcome'

type Certificate = Answer<Endpoints['certificate']>

type WaitingState = {
  /** Requests that wait, without pictures; undefined while unknown. */
  waiting?: Answer<Endpoints['standingRequests']>
  load: () => Promise<CallOutcome>
  /** The picture of one request: handed to the sheet that shows it, and kept nowhere. */
  loadCertificate: (id: string) => Promise<CallOutcome<Certificate>>
  decide: (id: string, decision: InferInput<typeof StandingDecision>) => Promise<CallOutcome>
}

/** Requests for a standing, for those who decide. */
export const useWaitingRequests = create<WaitingState>()((set) => ({
  async load() {
    const loaded = await toOutcome(cloud('standingRequests', {}))
    if (loaded.state === 'done') set({ waiting: loaded.answer })
    return loaded
  },
  loadCertificate: (id) => toOutcome(cloud('certificate', { params: { id } })),
  decide: (id, body) => toOutcome(cloud('answerStandingRequest', { params: { id }, body })),
}))

onLoginEnded(() =>
  useWaitingRequests.setState(({ load, loadCertificate, decide }) => ({ load, loadCertificate, decide }), true),
)
