import { isIPv6 } from 'node:net'

/** Private and loopback addresses (RFC 1918, 4193, 4291): a proxy of ours, behind which there are many clients. */
const PRIVATE = /^(127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|::1$|f[cd][0-9a-f]{2}:|fe[89ab][0-9a-f]:)/i
const MAPPED = /^::ffff:(?=\d+\.)/i

/** The first four groups of an IPv6 address, its /64. */
function networkOf(address: string): string {
  const [head = '', tail] = address.split('::')
  const groups = head.split(':').filter(Boolean)
  const more = tail === undefined ? [] : tail.split(':').filter(Boolean)
  const zeros = Array(Math.max(0, 8 - groups.length - more.length)).fill('0')
  const all = [...groups, ...(tail === undefined ? [] : zeros), ...more]
  return all
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')
}

/**
 * What an address is counted as: of IPv6 the /64, which one subscriber has whole; undefined for a private address, which
 * says nothing about the client.
 */
export function clientOf(address: string): string | undefined {
  const plain = address.replace(MAPPED, '')
  if (PRIVATE.test(plain)) return undefined
  return isIPv6(plain) ? networkOf(plain) : plain
}
