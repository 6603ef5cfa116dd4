import { refuse } from '@core/base/refusal'

/** The relying party of WebAuthn: the host name that passkeys belong to, and the origin whose pages may use them. */
export type RelyingParty = { id: string; origin: string }

/** Browsers know these names as their own machine, and let WebAuthn be used there without TLS. */
const LOCAL = /^(.+\.)?localhost$/
/** An IPv6 address has brackets; a host that ends in a number is an IPv4 address (URL standard, 3.5). */
const ADDRESS = /^\[|(^|\.)\d+\.?$/

/**
 * The relying party of a request: that of the district's configured address, or without one that of a loopback name that
 * the request names. Undefined where passkeys cannot work: at a bare address, or a name that nobody configured.
 */
export function relyingPartyOf(publicUrl: string | undefined, origin: string | undefined): RelyingParty | undefined {
  const from = publicUrl ?? origin
  if (from === undefined) return undefined
  const { hostname, origin: normal } = new URL(from)
  if (publicUrl === undefined && !LOCAL.test(hostname)) return undefined
  return ADDRESS.test(hostname) ? undefined : { id: hostname, origin: normal }
}

export const nowhere = () => refuse({ refusal: 'passkey-nowhere' })
