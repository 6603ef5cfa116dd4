import type { Person } from '@core/account/person'
import type { PersonaId } from '@core/account/persona'
import type { Me } from '@core/contract/rows/account'
import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import { APP } from '@/platform/app/app-kind'
import { cloud, endLogin, holdToken, onLoginEnded } from '@/platform/network/cloud'
import { listen, syncAnew } from '@/platform/network/sync'
import { type Settled, settle } from '@/platform/network/to-outcome'
import { KEYS, stored } from '@/platform/storage/storage'
import type { Cared } from './relation-choice'

export type Saved = Settled<{ person: Person }>
type Joining = { name: string; relation: Cared; born?: string; consent?: boolean }
/** `caller`: WeChat itself tells the cloud who that is. */
export type As =
  | { persona: PersonaId }
  | { code: string }
  | { official: string }
  | { wechat: 'caller' }
  | { desk: string }
type Joined = { code: string; relation: Cared; consent?: boolean }
type Change = { name?: string; born?: string; consent?: boolean }

type Invited = { code: string; until: string }

type MeState = {
  me?: Me
  /** Codes given out by this phone, by person: opened again, the same one is shown. */
  invitations: Record<string, Invited>
  /** As a persona of the demo, as whoever WeChat says holds this phone or reads this page, or shows a code on theirs. */
  login: (as: As) => Promise<Settled>
  /** My number, by the code of WeChat's button. */
  givePhone: (code: string) => Promise<Settled>
  dropPhone: () => Promise<Settled>
  logout: () => Promise<void>
  join: (joining: Joining) => Promise<Saved>
  change: (id: string, change: Change) => Promise<Saved>
  remove: (id: string) => Promise<Settled>
  /** A code for another who cares for this one; asked again, the one before ends. */
  invite: (id: string) => Promise<Settled>
  /** With such a code: I care for this one too. */
  careToo: (joining: Joined) => Promise<Settled>
}

export const useMe = create<MeState>()(
  persist(
    (set) => ({
      invitations: {},
      login: (as) =>
        settle(
          cloud('login', { body: 'desk' in as ? as : { ...as, app: APP } }).then((result) => {
            if (result.ok === true) {
              const { token, ...me } = result.answer
              endLogin()
              holdToken(token)
              set({ me })
            }
            return result
          }),
        ),
      async logout() {
        await settle(cloud('logout', {}))
        endLogin()
      },
      async givePhone(code) {
        const done = await settle(cloud('givePhone', { body: { code } }))
        if (done.state === 'done') await syncAnew()
        return done
      },
      async dropPhone() {
        const done = await settle(cloud('dropPhone', {}))
        if (done.state === 'done') await syncAnew()
        return done
      },
      async join(joining) {
        const done = await settle(cloud('addPerson', { body: joining }))
        if (done.state === 'done') await syncAnew()
        return done
      },
      async change(id, change) {
        const done = await settle(cloud('changePerson', { params: { id }, body: change }))
        if (done.state === 'done') await syncAnew()
        return done
      },
      async remove(id) {
        const done = await settle(cloud('removePerson', { params: { id } }))
        if (done.state === 'done') await syncAnew()
        return done
      },
      async invite(id) {
        const done = await settle(cloud('invite', { params: { id } }))
        if (done.state === 'done') set(({ invitations }) => ({ invitations: { ...invitations, [id]: done.answer } }))
        return done
      },
      async careToo(joined) {
        const done = await settle(cloud('joinAsGuardian', { body: joined }))
        if (done.state === 'done') await syncAnew()
        return done
      },
    }),
    { name: KEYS.me, storage: stored<Pick<MeState, 'me'>>(), partialize: ({ me }) => (me ? { me } : {}) },
  ),
)

listen('me', (me) => {
  useMe.setState({ me })
  return true
})
onLoginEnded(() => useMe.setState({ me: undefined, invitations: {} }))

/** Me and mine, as one list. */
export const householdOf = (me: Me | undefined): Person[] => (me ? [me.person, ...me.people] : [])
