import { create } from 'zustand'
import { cloud, onLoginEnded } from '@/platform/network/cloud'
import { type CallOutcome, toOutcome } from '@/platform/network/to-outcome'

export type HeldName = { person: string; name: string; at: string }
type HeldNamesState = {
  names: HeldName[] | undefined
  load: () => Promise<CallOutcome>
  answer: (held: HeldName, pass: boolean) => Promise<CallOutcome>
}

const initialState = { names: undefined }

/** Held names: those WeChat's content check could not decide. */
export const useHeldNames = create<HeldNamesState>()((set) => ({
  ...initialState,
  async load() {
    const loaded = await toOutcome(cloud('heldNames', {}))
    if (loaded.state === 'done') set({ names: loaded.answer.names })
    return loaded
  },
  async answer({ person, name }, pass) {
    const answered = await toOutcome(cloud('answerName', { params: { id: person }, body: { name, pass } }))
    if (answered.state === 'done') set(({ names }) => ({ names: names?.filter((one) => one.person !== person) }))
    return answered
  },
}))

onLoginEnded(() => useHeldNames.setState(initialState))
