import type { Answer } from '@core/contract/endpoint'
import type { Endpoints } from '@core/contract/endpoints'
import { create } from 'zustand'
import { cloud, onLoginEnded } from '@/platform/network/cloud'
import { type CallOutcome, toOutcome } from '@/platform/network/to-outcome'

type Listed = Answer<Endpoints['invitees']>
export type MadeInvitation = Answer<Endpoints['inviteInvitee']>

type InviteeState = {
  listed: Listed | undefined
  load: () => Promise<CallOutcome>
  invite: (id: string) => Promise<CallOutcome<MadeInvitation>>
}

const initialState = { listed: undefined }

/** Whom imported workbooks name for roles. Their names and numbers are never stored on the phone. */
export const useInvitees = create<InviteeState>()((set, get) => ({
  ...initialState,
  async load() {
    const loaded = await toOutcome(cloud('invitees', {}))
    if (loaded.state === 'done') set({ listed: loaded.answer })
    return loaded
  },
  async invite(id) {
    const made = await toOutcome(cloud('inviteInvitee', { params: { id } }))
    if (made.state === 'done') await get().load()
    return made
  },
}))

onLoginEnded(() => useInvitees.setState(initialState))
