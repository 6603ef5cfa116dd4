import * as v from 'valibot'

/** Bytes in hexadecimal, lower case, two digits each. */
export const Hex = v.pipe(v.string(), v.regex(/^([0-9a-f]{2})*$/))
/** A key, seed or hash of 32 bytes in hexadecimal. */
export const Hex32 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))

export const bytesOfHex = (hex: string): Uint8Array =>
  Uint8Array.from({ length: hex.length / 2 }, (_, at) => Number.parseInt(hex.slice(at * 2, at * 2 + 2), 16))
export const hexOf = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

/** ASCII text as bytes; a mini-program has no TextEncoder. Other characters throw: they would be cut to one byte. */
export function ascii(text: string): Uint8Array {
  if (/[^\0-\x7f]/.test(text)) throw new RangeError('not ASCII')
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0))
}

/** Concatenates byte arrays. */
export const joined = (...parts: Uint8Array[]): Uint8Array => {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** Constant-time comparison: the time taken does not reveal where two tags differ. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  let differs = a.length ^ b.length
  for (let at = 0; at < a.length; at++) differs |= (a[at] as number) ^ (b[at] as number)
  return differs === 0
}
