import { toBase64 } from '@core/base/base64url'
import encodeQR from 'qr'

/** Quiet zone in modules, which scanners need to find the code. */
const QUIET_ZONE = 4

/** One row's dark runs as SVG strokes one module high. */
function strokes(row: boolean[], y: number): string {
  let path = ''
  for (let x = 0; x < row.length; x++) {
    const from = x
    while (row[x]) x++
    if (x > from) path += `M${from} ${y}.5h${x - from}`
  }
  return path
}

/** Characters of QR's alphanumeric mode, for which base 45 was designed. */
const ALPHANUMERIC = /^[0-9A-Z $%*+\-./:]*$/
/** Latin-1 encoder: a mini-program has no TextEncoder, and our URLs are ASCII. */
const textEncoder = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0))

/**
 * QR code (error correction M) as an SVG data URI, which mini-programs can show, too. Base64: WeChat's image component
 * does not draw percent-encoded SVG on every phone.
 */
export function qrImage(text: string): string {
  const encoding = ALPHANUMERIC.test(text) ? 'alphanumeric' : 'byte'
  const rows = encodeQR(text, 'raw', { ecc: 'medium', encoding, textEncoder, border: QUIET_ZONE })
  const size = rows.length
  const svg = `<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 ${size} ${size}' shape-rendering='crispEdges'><path fill='#fff' d='M0 0h${size}v${size}H0z'/><path stroke='#000' d='${rows.map(strokes).join('')}'/></svg>`
  return `data:image/svg+xml;base64,${toBase64(textEncoder(svg))}`
}
