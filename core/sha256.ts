/** FIPS 180-4: the first bits of the square roots of the first 8 primes, and of the cube roots of the first 64. */
const START = [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19]
// biome-ignore format: a table
const ROUND = [
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
  0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
  0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
  0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
  0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
  0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
  0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
  0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
]

const turned = (word: number, by: number): number => (word >>> by) | (word << (32 - by))

/** The text, a one, noughts, and its length in bits: whole blocks of sixteen words. */
function blocksOf(text: string): Uint32Array {
  const words = new Uint32Array(((text.length + 8) >> 6) * 16 + 16)
  const put = (at: number, byte: number) => {
    words[at >> 2] = (words[at >> 2] as number) | (byte << (24 - (at & 3) * 8))
  }
  for (let at = 0; at < text.length; at++) put(at, text.charCodeAt(at))
  put(text.length, 128)
  words[words.length - 1] = text.length * 8
  return words
}

function scheduleOf(block: Uint32Array): number[] {
  const w = Array.from(block)
  for (let t = 16; t < 64; t++) {
    const [early, late] = [w[t - 15] as number, w[t - 2] as number]
    const first = turned(early, 7) ^ turned(early, 18) ^ (early >>> 3)
    const second = turned(late, 17) ^ turned(late, 19) ^ (late >>> 10)
    w[t] = ((w[t - 16] as number) + first + (w[t - 7] as number) + second) | 0
  }
  return w
}

function compress(state: readonly number[], block: Uint32Array): number[] {
  let [a, b, c, d, e, f, g, h] = state as [number, number, number, number, number, number, number, number]
  const w = scheduleOf(block)
  for (let t = 0; t < 64; t++) {
    const chosen = (e & f) ^ (~e & g)
    const one =
      (h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + chosen + (ROUND[t] as number) + (w[t] as number)) | 0
    const most = (a & b) ^ (a & c) ^ (b & c)
    const two = ((turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + most) | 0
    h = g
    g = f
    f = e
    e = (d + one) | 0
    d = c
    c = b
    b = a
    a = (one + two) | 0
  }
  return [a, b, c, d, e, f, g, h].map((word, at) => (word + (state[at] as number)) | 0)
}

/**
 * SHA-256 of ASCII text, in hexadecimal. Our own: the libraries ask for BigInt when they are loaded, and the
 * mini-programs of older phones have neither that nor a TextEncoder. Other signs are a fault: they would need bytes.
 */
export function sha256(text: string): string {
  if (/[^\0-\x7f]/.test(text)) throw new RangeError('not ASCII')
  const words = blocksOf(text)
  let state: number[] = START
  for (let from = 0; from < words.length; from += 16) state = compress(state, words.subarray(from, from + 16))
  return state.map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('')
}
