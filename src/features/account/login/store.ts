import type { Login } from '@core/contract/endpoints/account/login'
import { create } from 'zustand'
import { cloud, onLoginEnded } from '@/platform/network/cloud'
import { type CallOutcome, toOutcome } from '@/platform/network/to-outcome'

type LoginState = {
  logins?: Login[] | undefined
  /** Loads my active logins. */
  load: () => Promise<CallOutcome>
  /** Ends one login, on whichever device it is. */
  end: (id: string) => Promise<CallOutcome>
  /** Ends all logins but this one. */
  endOthers: () => Promise<CallOutcome>
}

export const useLogins = create<LoginState>()((set, get) => ({
  async load() {
    const loaded = await toOutcome(cloud('logins', {}))
    if (loaded.state === 'done') set({ logins: loaded.answer.logins })
    return loaded
  },
  async end(id) {
    const ended = await toOutcome(cloud('endLogin', { params: { id } }))
    // An error means it had ended already: reload in both cases.
    if (ended.state === 'done' || ended.state === 'wrong') await get().load()
    return ended
  },
  async endOthers() {
    const ended = await toOutcome(cloud('endOtherLogins', {}))
    if (ended.state === 'done') set({ logins: ended.answer.logins })
    return ended
  },
}))

onLoginEnded(() => useLogins.setState({ logins: undefined }))
