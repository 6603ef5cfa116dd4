import type { Answer } from '@core/contract/endpoint'
import type { Endpoints } from '@core/contract/endpoints'
import type { MiniCode } from '@core/contract/endpoints/notify/mini-code'
import { create } from 'zustand'
import { cloud, onLoginEnded } from '@/platform/network/cloud'
import { type CallOutcome, toOutcome } from '@/platform/network/to-outcome'
import { randomId } from '@/platform/storage/device-ids'

type Made = Answer<Endpoints['inviteManagers']>
export type ManagerCard = Made['invitations'][number] & { picture?: MiniCode['picture'] }

/** Milliseconds between two tries of one picture, and tries: WeChat and our own limits pass within seconds. */
const RETRY_MS = 1_500
const TRIES = 4

type CardState = {
  /** Key of the request under way: a repeat after a lost answer gets the same cards. */
  batch?: string
  /** The cards made last; only here, since the cloud stores their hashes alone. */
  made?: { cards: ManagerCard[]; left: number }
  /** Cards whose picture is there or cannot be had. */
  drawn: number
  /** Makes cards for these stations, or for all without a manager. */
  make: (stations?: readonly string[]) => Promise<CallOutcome>
  reset: () => void
}

const initialState = { batch: undefined, made: undefined, drawn: 0 }

/** WeChat's picture of a card's code; nothing where this installation has none, and an ordinary QR code is drawn. */
async function pictureOf(code: string): Promise<MiniCode['picture'] | 'none' | undefined> {
  for (let tries = 0; tries < TRIES; tries++) {
    if (tries > 0) await new Promise((resolve) => setTimeout(resolve, RETRY_MS))
    const made = await toOutcome(cloud('roleCode', { body: { code } }))
    if (made.state === 'done') return made.answer.picture ?? 'none'
  }
  return undefined
}

/** Invitation cards for managers, made and printed in one go. */
export const useManagerCards = create<CardState>()((set, get) => ({
  ...initialState,
  async make(stations) {
    const batch = get().batch ?? randomId()
    set({ batch })
    const made = await toOutcome(
      cloud('inviteManagers', { body: { batch, ...(stations ? { stations: [...stations] } : {}) } }),
    )
    // A refusal ends the request; without a network it may have arrived.
    if (made.state !== 'no-signal') set({ batch: undefined })
    if (made.state !== 'done') return made
    const { invitations, left } = made.answer
    set({ made: { cards: invitations, left }, drawn: 0 })
    for (const { code } of invitations) {
      const picture = await pictureOf(code)
      const now = get().made
      // The person has left the page.
      if (!now) return made
      if (picture === 'none') {
        set({ drawn: invitations.length })
        return made
      }
      const cards = now.cards.map((card) => (card.code === code && picture ? { ...card, picture } : card))
      set({ made: { ...now, cards }, drawn: get().drawn + 1 })
    }
    return made
  },
  reset: () => set(initialState),
}))

onLoginEnded(() => useManagerCards.getState().reset())
