import type { Passkey } from '@core/contract/endpoints/account/passkey'
import { create } from 'zustand'
import { createPasskey } from '@/platform/device/webauthn'
import { cloud, onLoginEnded } from '@/platform/network/cloud'
import { type CallOutcome, toOutcome } from '@/platform/network/to-outcome'

/** Outcome of adding a passkey: that of the cloud, or why the browser made none. */
export type AddedPasskey = CallOutcome | { state: 'given-up' } | { state: 'there-already' }

type PasskeyState = {
  passkeys?: Passkey[] | undefined
  load: () => Promise<CallOutcome>
  /** Creates a passkey on this device, and registers it. */
  add: (name: string) => Promise<AddedPasskey>
  rename: (id: string, name: string) => Promise<CallOutcome>
  remove: (id: string) => Promise<CallOutcome>
}

export const usePasskeys = create<PasskeyState>()((set) => {
  const listing = async (calling: Promise<CallOutcome<{ passkeys: Passkey[] }>>): Promise<CallOutcome> => {
    const done = await calling
    if (done.state === 'done') set({ passkeys: done.answer.passkeys })
    return done
  }
  return {
    load: () => listing(toOutcome(cloud('passkeys', {}))),
    async add(name) {
      const options = await toOutcome(cloud('passkeyOptions', {}))
      if (options.state !== 'done') return options
      const passkey = await createPasskey(options.answer)
      if (typeof passkey === 'string') return { state: passkey }
      return listing(toOutcome(cloud('addPasskey', { body: { name, passkey } })))
    },
    rename: (id, name) => listing(toOutcome(cloud('namePasskey', { params: { id }, body: { name } }))),
    remove: (id) => listing(toOutcome(cloud('removePasskey', { params: { id } }))),
  }
})

onLoginEnded(() => usePasskeys.setState({ passkeys: undefined }))
