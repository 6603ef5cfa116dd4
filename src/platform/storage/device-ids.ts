import { KEYS, read, write } from './storage'

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789'

/** Random id, unlikely to collide. Not a secret: mini-programs have no strong random source here. */
export const randomId = (length = 20): string =>
  Array.from({ length }, () => ALPHABET.charAt(Math.floor(Math.random() * ALPHABET.length))).join('')

let last = 0

/** Device id and a strictly increasing sequence number for a scan; unique within this run even if storage fails. */
export function nextScanId(): { device: string; seq: number } {
  const [device = randomId(12), seq = '0'] = read(KEYS.device)?.split(' ') ?? []
  last = Math.max(last, Number(seq)) + 1
  write(KEYS.device, `${device} ${last}`)
  return { device, seq: last }
}
