import type { Role } from '@core/account/role'
import { ROLE_CODE } from '@core/account/role-code'
import type { Answer, CallInput } from '@core/contract/endpoint'
import type { Endpoints } from '@core/contract/endpoints'
import type { Code } from '@core/contract/rows/code'
import { create } from 'zustand'
import { cloud, onLoginEnded } from '@/platform/network/cloud'
import { syncAnew } from '@/platform/network/sync'
import { type Settled, settle } from '@/platform/network/to-outcome'

export type Asked = NonNullable<CallInput<Endpoints['roles']>['query']>
type People = Answer<Endpoints['roles']>
export type Holder = People['held'][number]
export type Open = People['open'][number]
export type Past = People['past'][number]
export type Invited = Answer<Endpoints['inviteToRole']> & { role: Role }

export const keyOf = ({ of, id = '' }: Asked): string => `${of} ${id}`

type RoleState = {
  /** Who works at each place that was looked at; their names are kept on no phone. */
  people: Record<string, People>
  /** By their ids, invitations made here: the cloud keeps no code, so it can be shown again while the app is open. */
  made: Record<string, Invited>
  /** By their codes, what can be scanned: WeChat’s picture, or none where it made none. */
  drawn: Record<string, { picture?: Code['picture'] }>
  load: (asked: Asked) => Promise<Settled>
  invite: (role: Role) => Promise<Settled<Invited>>
  draw: (code: string) => Promise<void>
  withdraw: (id: string) => Promise<Settled>
  end: (person: string, role: Role) => Promise<Settled>
}

const nothing = { people: {}, made: {}, drawn: {} }

export const useRoles = create<RoleState>()((set) => ({
  ...nothing,
  async load(asked) {
    const loaded = await settle(cloud('roles', { query: asked }))
    if (loaded.state === 'done') set(({ people }) => ({ people: { ...people, [keyOf(asked)]: loaded.answer } }))
    return loaded
  },
  async invite(role) {
    const done = await settle(cloud('inviteToRole', { body: { role } }))
    if (done.state !== 'done') return done
    const invited = { ...done.answer, role }
    set(({ made }) => ({ made: { ...made, [invited.id]: invited } }))
    return { state: 'done', answer: invited }
  },
  async draw(code) {
    const made = await settle(cloud('roleCode', { body: { code } }))
    const one = made.state === 'done' ? made.answer : {}
    set(({ drawn }) => ({ drawn: { ...drawn, [code]: one } }))
  },
  withdraw: (id) => settle(cloud('withdrawInvitation', { params: { id } })),
  async end(person, role) {
    const done = await settle(cloud('endRole', { body: { person, role } }))
    // It may have been one of mine.
    if (done.state === 'done') await syncAnew()
    return done
  },
}))

onLoginEnded(() => useRoles.setState(nothing))

export type Offer = Answer<Endpoints['takeRole']>

/** Who invites me to what. */
export async function lookAt(code: string): Promise<Settled<Offer>> {
  // A link of which a part was copied need not be asked about.
  if (!ROLE_CODE.test(code)) return { state: 'refused', why: { refusal: 'invitation-forged' } }
  return settle(cloud('takeRole', { body: { code, preview: true } }))
}

/** Yes: from now on I am that. */
export async function take(code: string): Promise<Settled<Offer>> {
  const taken = await settle(cloud('takeRole', { body: { code } }))
  if (taken.state === 'done') await syncAnew()
  return taken
}
