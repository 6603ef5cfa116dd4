import { KEYS, read, write } from './storage'

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789'

/** A name that no other is likely to have. Not a secret: there is no strong randomness on this side. */
export const randomId = (length = 20): string =>
  Array.from({ length }, () => ALPHABET.charAt(Math.floor(Math.random() * ALPHABET.length))).join('')

let last = 0

/** This phone, as its scans name it; and a number that never comes again on it, though nothing could be kept. */
export function nextScanId(): { device: string; seq: number } {
  const [device = randomId(12), seq = '0'] = read(KEYS.device)?.split(' ') ?? []
  last = Math.max(last, Number(seq)) + 1
  write(KEYS.device, `${device} ${last}`)
  return { device, seq: last }
}
