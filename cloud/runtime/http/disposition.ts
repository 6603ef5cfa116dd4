/** RFC 5987 leaves these out of its letters; encodeURIComponent does not. */
const percent = (letter: string): string => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`
const encoded = (name: string): string => encodeURIComponent(name).replace(/['()*]/g, percent)

/** A file to be kept under this name (RFC 6266): in letters that every client reads, and as it is written. */
export function dispositionOf(name: string): string {
  // Half letters cannot be encoded.
  const whole = name.replace(/[\p{Cc}\p{Cs}]/gu, '')
  const plain = whole.replace(/[^\w. -]+/g, '').trim()
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded(whole)}`
}
