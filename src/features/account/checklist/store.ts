import type { Finding } from '@core/account/checklist'
import { create } from 'zustand'
import { cloud, onLoginEnded } from '@/platform/network/cloud'
import { type CallOutcome, toOutcome } from '@/platform/network/to-outcome'

type ChecklistState = { findings?: Finding[] | undefined; load: () => Promise<CallOutcome> }

export const useChecklist = create<ChecklistState>()((set) => ({
  async load() {
    const loaded = await toOutcome(cloud('checklist', {}))
    if (loaded.state === 'done') set({ findings: loaded.answer.findings })
    return loaded
  },
}))

onLoginEnded(() => useChecklist.setState({ findings: undefined }))
