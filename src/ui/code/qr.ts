import encodeQR from 'qr'

/** White modules around the code, which a scanner needs to find it. */
const QUIET_ZONE = 4

/** One row's dark runs as strokes a module high. */
function strokes(row: boolean[], y: number): string {
  let path = ''
  for (let x = 0; x < row.length; x++) {
    const from = x
    while (row[x]) x++
    if (x > from) path += `M${from} ${y}.5h${x - from}`
  }
  return path
}

/** The mode that base 45 was made for packs these alone. */
const ALPHANUMERIC = /^[0-9A-Z $%*+\-./:]*$/
/** A mini-program has no TextEncoder, and an address no other letters. */
const textEncoder = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0))

/** A QR code of level M, as an image a mini-program shows too: one SVG path in a data URI. */
export function qrImage(text: string): string {
  const encoding = ALPHANUMERIC.test(text) ? 'alphanumeric' : 'byte'
  const rows = encodeQR(text, 'raw', { ecc: 'medium', encoding, textEncoder, border: QUIET_ZONE })
  const size = rows.length
  const svg = `<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 ${size} ${size}' shape-rendering='crispEdges'><path fill='#fff' d='M0 0h${size}v${size}H0z'/><path stroke='#000' d='${rows.map(strokes).join('')}'/></svg>`
  // Only what a URL cannot hold is escaped: all of it goes through setData.
  return `data:image/svg+xml,${svg.replace(/[#<>]/g, encodeURIComponent)}`
}
