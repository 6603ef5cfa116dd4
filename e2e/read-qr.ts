import decodeQR from 'qr/decode.js'

const MODULE = 6

/** Decodes the QR code of an SVG made by src/ui/code/qr.ts: draws its strokes as pixels, then reads them like a camera. */
export function readQr(image: string): string {
  const svg = Buffer.from(image.slice(image.indexOf(',') + 1), 'base64').toString()
  const side = Number(/viewBox='0 0 (\d+)/.exec(svg)?.[1])
  const width = side * MODULE
  const data = new Uint8Array(width * width * 4).fill(255)
  for (const [, x, y, length] of svg.matchAll(/M(\d+) (\d+)\.5h(\d+)/g)) {
    for (let row = Number(y) * MODULE; row < (Number(y) + 1) * MODULE; row++) {
      const from = (row * width + Number(x) * MODULE) * 4
      for (let at = from; at < from + Number(length) * MODULE * 4; at += 4) data.fill(0, at, at + 3)
    }
  }
  return decodeQR({ width, height: width, data })
}
