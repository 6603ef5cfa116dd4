// Generates src/static/place.png, the marker for WeChat's map, which accepts only picture files: the quarter-hour arc
// in red on a white disc, at 3 times its display size.
import { mkdirSync, writeFileSync } from 'node:fs'
import { PNG } from 'pngjs'

const SIZE = 78
const MIDDLE = SIZE / 2
const RED = [192, 31, 27]
const WHITE = [255, 255, 255]
/** Antialiasing: samples per pixel side. */
const FINE = 4

/** The colour at a point; undefined outside the disc. */
function colourAt(x, y) {
  const fromMiddle = Math.hypot(x - MIDDLE, y - MIDDLE)
  if (fromMiddle > MIDDLE - 1) return undefined
  if (fromMiddle > MIDDLE - 4) return RED
  // The arc: a quarter ring around the lower left, as everywhere in the app.
  const fromCorner = Math.hypot(x - SIZE * 0.28, y - SIZE * 0.72)
  const inQuarter = x >= SIZE * 0.28 && y <= SIZE * 0.72
  return inQuarter && fromCorner > SIZE * 0.26 && fromCorner < SIZE * 0.45 ? RED : WHITE
}

const png = new PNG({ width: SIZE, height: SIZE })
for (let y = 0; y < SIZE; y++) {
  for (let x = 0; x < SIZE; x++) {
    const sum = [0, 0, 0, 0]
    for (let sample = 0; sample < FINE * FINE; sample++) {
      const colour = colourAt(x + ((sample % FINE) + 0.5) / FINE, y + (Math.floor(sample / FINE) + 0.5) / FINE)
      if (!colour) continue
      for (const part of [0, 1, 2]) sum[part] += colour[part]
      sum[3] += 1
    }
    const at = (y * SIZE + x) * 4
    for (const part of [0, 1, 2]) png.data[at + part] = sum[3] ? sum[part] / sum[3] : 0
    png.data[at + 3] = (sum[3] / FINE ** 2) * 255
  }
}
mkdirSync('src/static', { recursive: true })
writeFileSync('src/static/place.png', PNG.sync.write(png))
