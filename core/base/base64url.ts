/** Base64url (RFC 4648, section 5), safe in a URL, and base64 (section 4). A mini-program has neither Buffer nor btoa. */
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

export function toBase64url(bytes: Uint8Array): string {
  let text = ''
  let held = 0
  let bits = 0
  for (const byte of bytes) {
    held = (held << 8) | byte
    for (bits += 8; bits >= 6; bits -= 6) text += ALPHABET.charAt((held >> (bits - 6)) & 63)
    held &= (1 << bits) - 1
  }
  return bits ? text + ALPHABET.charAt((held << (6 - bits)) & 63) : text
}

/** Base64 with padding, for data URIs. */
export function toBase64(bytes: Uint8Array): string {
  const text = toBase64url(bytes).replace(/-/g, '+').replace(/_/g, '/')
  return text + '='.repeat((4 - (text.length % 4)) % 4)
}

/**
 * Decodes base64url; the caller validates the text. Spare bits of the last character are dropped, so spellings are not
 * unique.
 */
export function fromBase64url(text: string): Uint8Array {
  const bytes: number[] = []
  let held = 0
  let bits = 0
  for (const letter of text) {
    held = (held << 6) | ALPHABET.indexOf(letter)
    bits += 6
    if (bits < 8) continue
    bits -= 8
    bytes.push(held >> bits)
    held &= (1 << bits) - 1
  }
  return Uint8Array.from(bytes)
}
