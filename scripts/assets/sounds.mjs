// `npm run sounds`: generates the three scan sounds (src/manager/static/*.wav), since a mini-program only plays files.
// 8 kHz, 8 bits, mono.
import { mkdirSync, writeFileSync } from 'node:fs'

const RATE = 8_000
const GAP = 0.06
const FADE = 0.01
/** Sequences of [hertz, seconds], the same as in src/platform/device/haptics.h5.ts. */
const sounds = {
  in: [[1320, 0.12]],
  again: [
    [880, 0.1],
    [880, 0.1],
  ],
  no: [[220, 0.4]],
}

function samplesOf(tones) {
  const samples = []
  for (const [pitch, seconds] of tones) {
    const count = Math.round(seconds * RATE)
    for (let at = 0; at < count; at++) {
      // Fade in and out to avoid clicks.
      const edge = Math.min(1, at / RATE / FADE, (count - at) / RATE / FADE)
      samples.push(128 + Math.round(100 * edge * Math.sin((2 * Math.PI * pitch * at) / RATE)))
    }
    for (let at = 0; at < GAP * RATE; at++) samples.push(128)
  }
  return Buffer.from(samples)
}

function wavOf(samples) {
  const head = Buffer.alloc(44)
  head.write('RIFF', 0)
  head.writeUInt32LE(36 + samples.length, 4)
  head.write('WAVEfmt ', 8)
  head.writeUInt32LE(16, 16)
  head.writeUInt16LE(1, 20)
  head.writeUInt16LE(1, 22)
  head.writeUInt32LE(RATE, 24)
  head.writeUInt32LE(RATE, 28)
  head.writeUInt16LE(1, 32)
  head.writeUInt16LE(8, 34)
  head.write('data', 36)
  head.writeUInt32LE(samples.length, 40)
  return Buffer.concat([head, samples])
}

const folder = new URL('../../src/manager/static/', import.meta.url)
mkdirSync(folder, { recursive: true })
for (const [name, tones] of Object.entries(sounds))
  writeFileSync(new URL(`${name}.wav`, folder), wavOf(samplesOf(tones)))
