// Draws src/static/share.png, the picture of a card that is sent on: the quarter-hour on its dial. Without one WeChat
// takes a picture of the page, with whoever's names stand on it. Five to four, as a card is; a square in the middle is
// whole by itself, as the timeline shows it. A palette of sixteen keeps it small.
import { mkdirSync, writeFileSync } from 'node:fs'
import { crc32, deflateSync } from 'node:zlib'

const WIDTH = 500
const HEIGHT = 400
const PAPER = [250, 247, 242]
const LINE = [230, 223, 212]
const RED = [192, 31, 27]
/** The ring's middle and half its width, in pixels from the centre. */
const RING = 120
const HALF = 26
/** Samples a pixel's side, so that the edges are smooth. */
const FINE = 4
/** Steps from paper to line, and from paper to red. */
const STEPS = 8

/** How much of a point is line, and how much red. */
function inkAt(x, y) {
  const [right, up] = [x - WIDTH / 2, HEIGHT / 2 - y]
  if (Math.abs(Math.hypot(right, up) - RING) > HALF) return 0
  // From twelve to three, as everywhere else.
  return right >= 0 && up >= 0 ? 2 : 1
}

const mixed = (ink, part) => PAPER.map((from, at) => Math.round(from + (ink[at] - from) * part))
const palette = [LINE, RED].flatMap((ink) => Array.from({ length: STEPS }, (_, step) => mixed(ink, step / (STEPS - 1))))

function indexAt(x, y) {
  const counts = [0, 0, 0]
  for (let sample = 0; sample < FINE * FINE; sample++)
    counts[inkAt(x + ((sample % FINE) + 0.5) / FINE, y + (Math.floor(sample / FINE) + 0.5) / FINE)]++
  const ink = counts[2] > counts[1] ? 2 : 1
  return (ink - 1) * STEPS + Math.round((counts[ink] / FINE ** 2) * (STEPS - 1))
}

const lines = Array.from({ length: HEIGHT }, (_, y) => {
  const line = Buffer.alloc(1 + WIDTH / 2)
  for (let x = 0; x < WIDTH; x++) line[1 + (x >> 1)] |= indexAt(x, y) << (x % 2 ? 0 : 4)
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
head.set([4, 3], 8)
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
