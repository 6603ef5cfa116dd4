import { create } from 'zustand'
import { cloud, onLoginEnded } from '@/platform/network/cloud'
import { type Settled, settle } from '@/platform/network/to-outcome'

export type HeldName = { person: string; name: string; at: string }
type NamesState = {
  names: HeldName[] | undefined
  load: () => Promise<Settled>
  answer: (held: HeldName, pass: boolean) => Promise<Settled>
}

const nothing = { names: undefined }

/** Names that WeChat could not judge. */
export const useNames = create<NamesState>()((set) => ({
  ...nothing,
  async load() {
    const loaded = await settle(cloud('heldNames', {}))
    if (loaded.state === 'done') set({ names: loaded.answer.names })
    return loaded
  },
  async answer({ person, name }, pass) {
    const answered = await settle(cloud('answerName', { params: { id: person }, body: { name, pass } }))
    if (answered.state === 'done') set(({ names }) => ({ names: names?.filter((one) => one.person !== person) }))
    return answered
  },
}))

onLoginEnded(() => useNames.setState(nothing))
