import { ROLE_CODE } from '@core/account/code/role-code'
import type { Role } from '@core/account/role'
import type { Answer, CallInput } from '@core/contract/endpoint'
import type { Endpoints } from '@core/contract/endpoints'
import type { MiniCode } from '@core/contract/endpoints/notify/mini-code'
import { create } from 'zustand'
import { cloud, onLoginEnded } from '@/platform/network/cloud'
import { syncAfterChange } from '@/platform/network/sync'
import { type CallOutcome, toOutcome } from '@/platform/network/to-outcome'

export type RolesQuery = NonNullable<CallInput<Endpoints['roles']>['query']>
type RolesAnswer = Answer<Endpoints['roles']>
export type RoleHolder = RolesAnswer['held'][number]
export type OpenInvitation = RolesAnswer['open'][number]
export type PastHolder = RolesAnswer['past'][number]
export type EndedRole = Answer<Endpoints['endRole']>
export type NewInvitation = Answer<Endpoints['inviteToRole']> & { role: Role }

export const rolesKey = ({ of, id = '' }: RolesQuery): string => `${of} ${id}`

type RoleState = {
  /** Role holders by place, as loaded. Their names are never stored on the phone. */
  people: Record<string, RolesAnswer>
  /** Invitations made on this phone, by id. The cloud stores only a hash of the code, so only this phone can show it. */
  madeInvitations: Record<string, NewInvitation>
  /** QR images by invitation code; no picture where WeChat could not make one. */
  codeImages: Record<string, { picture?: MiniCode['picture'] }>
  load: (asked: RolesQuery) => Promise<CallOutcome>
  invite: (role: Role) => Promise<CallOutcome<NewInvitation>>
  loadCodeImage: (code: string) => Promise<void>
  withdraw: (id: string) => Promise<CallOutcome>
  /** What would pass to whom if the role ended: wards and their bookings. Nothing changes. */
  previewEnd: (person: string, role: Role) => Promise<CallOutcome<EndedRole>>
  end: (person: string, role: Role) => Promise<CallOutcome>
}

const initialState = { people: {}, madeInvitations: {}, codeImages: {} }

export const useRoles = create<RoleState>()((set) => ({
  ...initialState,
  async load(asked) {
    const loaded = await toOutcome(cloud('roles', { query: asked }))
    if (loaded.state === 'done') set(({ people }) => ({ people: { ...people, [rolesKey(asked)]: loaded.answer } }))
    return loaded
  },
  async invite(role) {
    const done = await toOutcome(cloud('inviteToRole', { body: { role } }))
    if (done.state !== 'done') return done
    const invited = { ...done.answer, role }
    set(({ madeInvitations: made }) => ({ madeInvitations: { ...made, [invited.id]: invited } }))
    return { state: 'done', answer: invited }
  },
  async loadCodeImage(code) {
    const made = await toOutcome(cloud('roleCode', { body: { code } }))
    const one = made.state === 'done' ? made.answer : {}
    set(({ codeImages }) => ({ codeImages: { ...codeImages, [code]: one } }))
  },
  withdraw: (id) => toOutcome(cloud('withdrawInvitation', { params: { id } })),
  previewEnd: (person, role) => toOutcome(cloud('endRole', { body: { person, role, preview: true } })),
  async end(person, role) {
    const done = await toOutcome(cloud('endRole', { body: { person, role } }))
    // It may have been one of my own roles.
    if (done.state === 'done') await syncAfterChange()
    return done
  },
}))

onLoginEnded(() => useRoles.setState(initialState))

export type RoleInvitation = Answer<Endpoints['takeRole']>

/** Previews an invitation: who invites me to what. */
export async function previewInvitation(code: string): Promise<CallOutcome<RoleInvitation>> {
  // A truncated link is refused locally, without a request.
  if (!ROLE_CODE.test(code)) return { state: 'refused', why: { refusal: 'invitation-forged' } }
  return toOutcome(cloud('takeRole', { body: { code, preview: true } }))
}

/** The same for somebody without a login. */
export async function seeInvitation(code: string): Promise<CallOutcome<RoleInvitation>> {
  if (!ROLE_CODE.test(code)) return { state: 'refused', why: { refusal: 'invitation-forged' } }
  return toOutcome(cloud('seeInvitation', { body: { code } }))
}

/** Accepts an invitation; the role is mine from then on. */
export async function acceptInvitation(code: string): Promise<CallOutcome<RoleInvitation>> {
  const taken = await toOutcome(cloud('takeRole', { body: { code } }))
  if (taken.state === 'done') await syncAfterChange()
  return taken
}
