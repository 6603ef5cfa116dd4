// Generates src/static/share.png, the picture of a share card: the quarter-hour arc. Without one WeChat uses a
// screenshot of the page, including people's names. Ratio 5:4, as cards are shown; the centre square works alone, as
// the timeline crops it. Four colours keep it small.
import { mkdirSync, writeFileSync } from 'node:fs'
import { crc32, deflateSync } from 'node:zlib'

const WIDTH = 500
const HEIGHT = 400
const PAPER = [250, 247, 242]
const RED = [192, 31, 27]
/** The arc's centre line and half its width, in pixels from the quarter's corner; the quarter is centred. */
const RING = 190
const HALF = 40
const SIDE = RING + HALF
/** Antialiasing: samples per pixel side. */
const FINE = 4
/** Palette size: steps from paper to red. */
const STEPS = 4

/** Whether the point is on the arc, from twelve to three o'clock, as everywhere in the app. */
function isRed(x, y) {
  const [right, up] = [x - (WIDTH - SIDE) / 2, (HEIGHT + SIDE) / 2 - y]
  return right >= 0 && up >= 0 && Math.abs(Math.hypot(right, up) - RING) <= HALF
}

const palette = Array.from({ length: STEPS }, (_, step) =>
  PAPER.map((from, at) => Math.round(from + ((RED[at] - from) * step) / (STEPS - 1))),
)

function indexAt(x, y) {
  let red = 0
  for (let sample = 0; sample < FINE * FINE; sample++)
    if (isRed(x + ((sample % FINE) + 0.5) / FINE, y + (Math.floor(sample / FINE) + 0.5) / FINE)) red++
  return Math.round((red / FINE ** 2) * (STEPS - 1))
}

const lines = Array.from({ length: HEIGHT }, (_, y) => {
  const line = Buffer.alloc(1 + WIDTH / 4)
  for (let x = 0; x < WIDTH; x++) line[1 + (x >> 2)] |= indexAt(x, y) << (6 - 2 * (x % 4))
  return line
})

function chunk(name, data) {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const out = Buffer.alloc(body.length + 8)
  out.writeUInt32BE(data.length, 0)
  body.copy(out, 4)
  out.writeUInt32BE(crc32(body), body.length + 4)
  return out
}

const head = Buffer.alloc(13)
head.writeUInt32BE(WIDTH, 0)
head.writeUInt32BE(HEIGHT, 4)
head.set([2, 3], 8)
const parts = {
  IHDR: head,
  PLTE: Buffer.from(palette.flat()),
  IDAT: deflateSync(Buffer.concat(lines), { level: 9 }),
  IEND: '',
}
mkdirSync('src/static', { recursive: true })
writeFileSync(
  'src/static/share.png',
  Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    ...Object.entries(parts).map(([name, data]) => chunk(name, Buffer.from(data))),
  ]),
)
