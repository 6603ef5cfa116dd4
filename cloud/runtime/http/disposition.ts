/** Percent-encodes the characters that RFC 5987 reserves and encodeURIComponent does not encode. */
const percent = (letter: string): string => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`
const encoded = (name: string): string => encodeURIComponent(name).replace(/['()*]/g, percent)

/** `Content-Disposition` of a download (RFC 6266): an ASCII fallback, and the file name in UTF-8. */
export function dispositionOf(name: string): string {
  // Control characters, and lone surrogates, which encodeURIComponent rejects.
  const whole = name.replace(/[\p{Cc}\p{Cs}]/gu, '')
  const plain = whole.replace(/[^\w. -]+/g, '').trim()
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded(whole)}`
}
