import type { Assertion, Registration } from '@core/account/passkey'
import type { Person } from '@core/account/person'
import type { PersonaId } from '@core/account/persona'
import type { Me } from '@core/contract/endpoints/account/person'
import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import { APP } from '@/platform/app/app-kind'
import { cloud, endLogin, onLoginEnded, storeToken } from '@/platform/network/cloud'
import { onSyncPart, syncAfterChange } from '@/platform/network/sync'
import { type CallOutcome, toOutcome } from '@/platform/network/to-outcome'
import { KEYS, persistStorage } from '@/platform/storage/storage'
import type { CaredRelation } from './relation-choice'

export type SavedPerson = CallOutcome<{ person: Person }>
type NewPerson = { name: string; relation: CaredRelation; born?: string; consent?: boolean; station?: string }
/** `caller`: WeChat's cloud gateway tells our cloud who the caller is. */
export type LoginAs =
  | { persona: PersonaId }
  | { code: string }
  | { official: string }
  | { wechat: 'caller' }
  | { desk: string }
  | { passkey: Assertion }
  | { recovery: string }
type GuardianRequest = { code: string; relation: CaredRelation; consent?: boolean }
/** Somebody new, who accepts a role invitation. */
type Newcomer = { code: string; name: string; passkey?: Registration }
type PersonChange = { name?: string; born?: string; consent?: boolean }

type GuardianCode = { code: string; until: string }

type MeState = {
  me?: Me
  /** The login ended in the cloud, without its owner's doing. */
  ended: boolean
  /** Guardian invitations made on this phone, by person, so that reopening the card shows the same code. */
  invitations: Record<string, GuardianCode>
  /** Logs in as a demo persona, by a WeChat code, a login code from the user's phone, a passkey or a recovery code. */
  login: (loginAs: LoginAs) => Promise<CallOutcome>
  /** Accepts a role invitation as somebody new, which logs in; answers recovery codes. */
  join: (joining: Newcomer) => Promise<CallOutcome<{ codes: string[] }>>
  /** Stores my telephone number, by the code from WeChat's button. */
  givePhone: (code: string) => Promise<CallOutcome>
  dropPhone: () => Promise<CallOutcome>
  logout: () => Promise<void>
  addPerson: (joining: NewPerson) => Promise<SavedPerson>
  changePerson: (id: string, change: PersonChange) => Promise<SavedPerson>
  removePerson: (id: string) => Promise<CallOutcome>
  /** Makes a guardian invitation; a second one replaces the first. */
  inviteGuardian: (id: string) => Promise<CallOutcome>
  /** Accepts a guardian invitation: I become a guardian of that person too. */
  joinAsGuardian: (joining: GuardianRequest) => Promise<CallOutcome>
}

export const useMe = create<MeState>()(
  persist(
    (set) => ({
      invitations: {},
      ended: false,
      login: (loginAs) =>
        toOutcome(
          cloud('login', { body: 'desk' in loginAs ? loginAs : { ...loginAs, app: APP } }).then((result) => {
            if (result.ok === true) {
              const { token, ...me } = result.answer
              endLogin()
              storeToken(token)
              set({ me })
            }
            return result
          }),
        ),
      join: (joining) =>
        toOutcome(
          cloud('join', { body: joining }).then((result) => {
            if (result.ok === true) {
              const { token, codes: _, ...me } = result.answer
              endLogin()
              storeToken(token)
              set({ me })
            }
            return result
          }),
        ),
      async logout() {
        await toOutcome(cloud('logout', {}))
        endLogin()
      },
      async givePhone(code) {
        const done = await toOutcome(cloud('givePhone', { body: { code } }))
        if (done.state === 'done') await syncAfterChange()
        return done
      },
      async dropPhone() {
        const done = await toOutcome(cloud('dropPhone', {}))
        if (done.state === 'done') await syncAfterChange()
        return done
      },
      async addPerson(joining) {
        const done = await toOutcome(cloud('addPerson', { body: joining }))
        if (done.state === 'done') await syncAfterChange()
        return done
      },
      async changePerson(id, change) {
        const done = await toOutcome(cloud('changePerson', { params: { id }, body: change }))
        if (done.state === 'done') await syncAfterChange()
        return done
      },
      async removePerson(id) {
        const done = await toOutcome(cloud('removePerson', { params: { id } }))
        if (done.state === 'done') await syncAfterChange()
        return done
      },
      async inviteGuardian(id) {
        const done = await toOutcome(cloud('invite', { params: { id } }))
        if (done.state === 'done') set(({ invitations }) => ({ invitations: { ...invitations, [id]: done.answer } }))
        return done
      },
      async joinAsGuardian(joined) {
        const done = await toOutcome(cloud('joinAsGuardian', { body: joined }))
        if (done.state === 'done') await syncAfterChange()
        return done
      },
    }),
    {
      name: KEYS.me,
      storage: persistStorage<Pick<MeState, 'me' | 'ended'>>(),
      partialize: ({ me, ended }) => ({ ...(me ? { me } : {}), ended }),
    },
  ),
)

onSyncPart('me', (me) => {
  useMe.setState({ me })
  return true
})
onLoginEnded((why) => useMe.setState({ me: undefined, invitations: {}, ended: why === 'expired' }))

/** Me and the people I look after, as one list. */
export const householdOf = (me: Me | undefined): Person[] => (me ? [me.person, ...me.people] : [])
