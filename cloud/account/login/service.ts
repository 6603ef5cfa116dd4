import type { Assertion } from '@core/account/passkey'
import { PERSONAS, type PersonaId } from '@core/account/persona'
import { RETENTION_DAYS } from '@core/account/privacy'
import type { Result } from '@core/base/refusal'
import { DAY } from '@core/base/time'
import type { App, LoginWays } from '@core/contract/endpoints/account/login'
import type { Me } from '@core/contract/endpoints/account/person'
import { ApiError } from '../../base/api-error'
import type { Caller } from '../../base/caller'
import type { Deps } from '../../base/deps'
import type { WxIdentity } from '../../base/wx-identity'
import { batch } from '../../db/batch'
import { sha256 } from '../../util/hash'
import { findMe } from '../person/me'
import { findLogins, findPersona, insertLogin, isFirstDay, listPersonas, renewLogins } from './queries'

/** Lifetime of a login that is not used. */
export const LOGIN_LIFETIME = RETENTION_DAYS.login * DAY
/** Using a login renews it. Written at most once a day, which is also the precision of its last use. */
const RENEWED_EVERY = DAY
const TOKEN_BYTES = 32

/** A bearer token: 256 random bits in base64url. */
export const newToken = (random: Deps['random']): string => Buffer.from(random(TOKEN_BYTES)).toString('base64url')

/** Tokens per lookup. Batched, and looked up at every request, so that an ended login ends at once. */
const TOGETHER = 64

type LoggedIn = Promise<Result<Me & { token: string }>>
/** Logins that the nouns above provide: with a code shown on a phone, with a passkey, with a recovery code. */
export type OtherLogins = {
  desk: (code: string) => LoggedIn
  passkey: (passkey: Assertion, origin: string | undefined, app: App | undefined) => LoggedIn
  recovery: (code: string, app: App | undefined) => LoggedIn
}

export type FindCaller = (token: string) => Promise<Caller | undefined>

export function createFindCaller(deps: Deps): FindCaller {
  const find = batch(async (hashes: string[]) => {
    const now = deps.now()
    const logins = await findLogins(deps.db, hashes, now, now - RENEWED_EVERY)
    const unused = hashes.filter((_, at) => logins[at]?.unused)
    if (unused.length) await renewLogins(deps.db, unused, now, now + LOGIN_LIFETIME)
    return logins
  }, TOGETHER)
  return async (token) => {
    const tokenHash = sha256(token)
    const login = await find(tokenHash)
    if (!login) return undefined
    const { unused: _, ...caller } = login
    return { ...caller, tokenHash }
  }
}

/** The token of a new login, and the hash that is stored. */
export function tokenFor({ random }: Deps): { token: string; tokenHash: string } {
  const token = newToken(random)
  return { token, tokenHash: sha256(token) }
}

/** Opens a new login; the person's other logins stay. */
export async function openLogin(deps: Deps, id: string, app?: App): Promise<Me & { token: string }> {
  const { token, tokenHash } = tokenFor(deps)
  const now = deps.now()
  await insertLogin(deps.db, tokenHash, id, now, now + LOGIN_LIFETIME, app)
  return { token, ...(await findMe(deps, id)) }
}

/** Login as a persona, in demo mode only. */
export async function loginPersona(deps: Deps, persona: PersonaId, app?: App): Promise<Me & { token: string }> {
  const id = deps.demo ? await findPersona(deps.db, persona) : undefined
  if (!id) throw new ApiError('bad-code')
  return openLogin(deps, id, app)
}

/** In the order of PERSONAS. */
async function demoPersonas({ db }: Deps): Promise<{ persona: PersonaId; name: string }[]> {
  const order = (persona: PersonaId) => PERSONAS.indexOf(persona)
  return (await listPersonas(db)).sort((a, b) => order(a.persona) - order(b.persona))
}

/** `passkeys`: whether they work at the address of the request. */
export async function loginWays(deps: Deps, wx: WxIdentity | undefined, passkeys: boolean): Promise<LoginWays> {
  const official = deps.wechat?.official
  const personas = deps.demo ? await demoPersonas(deps) : undefined
  return {
    wechat: !!deps.wechat,
    ...(wx && deps.sealer ? { caller: true } : {}),
    ...(official ? { official } : {}),
    ...(passkeys ? { passkey: true } : {}),
    ...((await isFirstDay(deps.db)) ? { first: true } : {}),
    ...(personas ? { personas } : {}),
  }
}
