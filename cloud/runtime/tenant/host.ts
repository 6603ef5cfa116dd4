import { domainToASCII } from 'node:url'

/** An address in brackets, or a name without anything that would end it in a URL; then perhaps a dot and a port. */
const HOST = /^(\[[0-9a-f:.]+\]|[^\s:[\]/\\?#@]*[^\s:[\]/\\?#@.])\.?(?::\d{1,5})?$/i

/**
 * The host name in a `Host` header as it is compared: lower case, punycode, without port and trailing dot. Undefined for
 * what is no host name.
 */
export function hostOf(header: string | undefined): string | undefined {
  const name = HOST.exec(header?.trim() ?? '')?.[1]
  if (!name) return undefined
  return (name.startsWith('[') ? name.toLowerCase() : domainToASCII(name)) || undefined
}
