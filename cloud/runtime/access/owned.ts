import type { Person } from '@core/account/person'
import type { Strike } from '@core/booking/strike'
import type { Own } from '@core/contract/who'
import { hasLogin } from '../../account/login/queries'
import { findLoginCode, type ShownCode } from '../../account/login-code/queries'
import { hasPasskey } from '../../account/passkey/queries'
import { findDependant } from '../../account/person/cared'
import { isMaker } from '../../account/role-invitation/service'
import { isRequestOf } from '../../account/standing-request/queries'
import { findOwn } from '../../booking/booking/own'
import type { OwnBooking } from '../../booking/booking/queries'
import { listStrikes } from '../../booking/strike/queries'
import type { ById, Resolver } from './resolver'

const person: Resolver<ById, Person> = ({ db }, { id }, { params }) => findDependant(db, id, params.id)

const dependant: Resolver<ById, Person> = async ({ db }, { id }, { params }) => {
  const found = await findDependant(db, id, params.id)
  return found?.relation === 'self' ? undefined : found
}

const booking: Resolver<ById, OwnBooking> = (deps, { id }, { params }) => findOwn(deps, id, params.id)

const strike: Resolver<ById, Strike> = async ({ db }, { id }, { params }) =>
  (await listStrikes(db, id)).find((one) => one.id === params.id)

const login: Resolver<ById, true> = async ({ db }, { id }, { params }) =>
  (await hasLogin(db, id, params.id)) || undefined

const loginCode: Resolver<ById, ShownCode> = ({ db, now }, { id }, { params }) =>
  findLoginCode(db, id, params.id, now())

const passkey: Resolver<ById, true> = async ({ db }, { id }, { params }) =>
  (await hasPasskey(db, id, params.id)) || undefined

const standingRequest: Resolver<ById, true> = async ({ db }, { id }, { params }) =>
  (await isRequestOf(db, params.id, id)) || undefined

const roleCode: Resolver<{ body: { code: string } }, true> = async (deps, { id }, { body }) =>
  (await isMaker(deps, id, body.code)) || undefined

/** Checked by the SQL function `book` itself (core/contract/who.ts). */
const household: Resolver<unknown, true> = async () => true

/**
 * Resolvers of the caller's own things. The queries search only those, so other people's ids answer like missing ones.
 */
export const OWNED = {
  person,
  dependant,
  booking,
  strike,
  login,
  'login-code': loginCode,
  passkey,
  'standing-request': standingRequest,
  'role-code': roleCode,
  household,
} satisfies Record<Own, Resolver<never, unknown>>
