import fc from 'fast-check'
import { ascii, joined } from '../bytes'
import { cleanPicture } from './clean-picture'
import { orientationOf } from './orientation'
import samples from './sample-pictures.json'

// Made by Chromium's canvas, 24 × 16 pixels; all but the PNG have a colour profile as metadata.
const bytesOf = (base64: string) => new Uint8Array(Buffer.from(base64, 'base64'))
const JPEG = bytesOf(samples.jpeg)
const PNG = bytesOf(samples.png)
const WEBPS = [samples.webp, samples.webpAlpha, samples.webpLossless].map(bytesOf)
const PLACE = 'GPS 23.1788 113.4951 Pixel 9'
const has = (bytes: Uint8Array, text: string) => Buffer.from(bytes).includes(text)

const segment = (marker: number, body: Uint8Array) =>
  joined(Uint8Array.from([0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 0xff]), body)
const withSegments = (jpeg: Uint8Array, ...segments: Uint8Array[]) =>
  joined(jpeg.slice(0, 2), ...segments, jpeg.slice(2))
/** An Exif body with this orientation as its second entry, and a position in words behind it. */
const exif = (orientation: number, isLittle: boolean) => {
  const short = (value: number) => (isLittle ? [value & 255, value >> 8] : [value >> 8, value & 255])
  const long = (value: number) => (isLittle ? [...short(value), 0, 0] : [0, 0, ...short(value)])
  const head = [...ascii(isLittle ? 'II' : 'MM'), ...short(42), ...long(8), ...short(2)]
  const make = [...short(0x010f), ...short(2), ...long(4), ...ascii('Pix'), 0]
  const turned = [...short(0x0112), ...short(3), ...long(1), ...short(orientation), 0, 0]
  return Uint8Array.from([...ascii('Exif'), 0, 0, ...head, ...make, ...turned, ...long(0), ...ascii(PLACE)])
}

describe('a JPEG', () => {
  test('keeps what draws it and loses everything else', () => {
    const told = withSegments(
      JPEG,
      segment(0xe1, exif(1, true)),
      segment(0xe1, ascii(`http://ns.adobe.com/xap/1.0/ ${PLACE}`)),
      segment(0xed, ascii(PLACE)),
      segment(0xfe, ascii(PLACE)),
    )
    const whole = joined(told, ascii(PLACE), JPEG)
    const clean = cleanPicture(whole)
    expect(clean).toMatchObject({ type: 'jpg', width: 24, height: 16 })
    expect(has(whole, PLACE) && has(JPEG, 'ICC_PROFILE')).toBe(true)
    for (const word of [PLACE, 'ICC_PROFILE', 'Pix', 'Exif', 'adobe']) {
      expect([word, has(clean?.bytes as Uint8Array, word)]).toEqual([word, false])
    }
    expect(clean?.bytes).toEqual(cleanPicture(JPEG)?.bytes)
    // The last bytes are those of the one scan.
    expect(clean?.bytes.slice(-30)).toEqual(JPEG.slice(-30))
  })
  test('keeps how it was held, in either byte order, and is measured as it is shown', () => {
    for (const isLittle of [true, false]) {
      const clean = cleanPicture(withSegments(JPEG, segment(0xe1, exif(6, isLittle))))
      expect(clean).toMatchObject({ width: 16, height: 24 })
      const { bytes } = clean as { bytes: Uint8Array }
      expect(orientationOf(bytes.slice(24, 56))).toBe(6)
      expect([has(bytes, PLACE), has(bytes, 'Pix')]).toEqual([false, false])
      expect(cleanPicture(bytes)).toEqual(clean)
    }
    expect(cleanPicture(withSegments(JPEG, segment(0xe1, exif(3, true))))).toMatchObject({ width: 24, height: 16 })
    expect(cleanPicture(withSegments(JPEG, segment(0xe1, exif(9, true))))?.bytes).toEqual(cleanPicture(JPEG)?.bytes)
  })
  test('of thousands of scans is refused', () => {
    const scan = JPEG.slice(
      JPEG.findIndex((byte, at) => byte === 0xff && JPEG[at + 1] === 0xda),
      -2,
    )
    const of = (count: number) => joined(JPEG.slice(0, -2), ...Array<Uint8Array>(count - 1).fill(scan), JPEG.slice(-2))
    expect(cleanPicture(of(64))).toMatchObject({ width: 24 })
    expect(cleanPicture(of(65))).toBeUndefined()
  })
})

describe('a PNG', () => {
  const chunk = (name: string, body: Uint8Array) =>
    joined(Uint8Array.from([0, 0, 0, body.length]), ascii(name), body, Uint8Array.from([0, 0, 0, 0]))
  const headed = (...chunks: Uint8Array[]) => joined(PNG.slice(0, 33), ...chunks, PNG.slice(33))
  test('keeps what draws it and loses everything else', () => {
    const told = ['tEXt', 'eXIf', 'iTXt', 'acTL', 'zzZz'].map((name) => chunk(name, ascii(PLACE)))
    const clean = cleanPicture(joined(headed(...told), ascii(PLACE)))
    expect(clean).toMatchObject({ type: 'png', width: 24, height: 16 })
    expect(has(clean?.bytes as Uint8Array, PLACE)).toBe(false)
    expect(clean?.bytes).toEqual(PNG)
  })
  test('tells a billion pixels by its header', () => {
    const bomb = PNG.slice()
    bomb.set([0, 0, 0x7f, 0xff, 0, 0, 0x7f, 0xff], 16)
    expect(cleanPicture(bomb)).toMatchObject({ width: 32_767, height: 32_767 })
  })
})

test.each(WEBPS.map((bytes, at) => [['lossy', 'lossy with transparency', 'lossless'][at], bytes] as const))(
  'a %s WebP keeps what draws it and loses everything else',
  (_name, bytes) => {
    const clean = cleanPicture(bytes)
    expect(clean).toMatchObject({ type: 'webp', width: 24, height: 16 })
    const { bytes: kept } = clean as { bytes: Uint8Array }
    expect(has(bytes, 'ICCP')).toBe(true)
    expect(['ICCP', 'EXIF', 'XMP '].filter((name) => has(kept, name))).toEqual([])
    expect(kept.length).toBe(8 + Buffer.from(kept).readUInt32LE(4))
    expect(cleanPicture(kept)).toEqual(clean)
  },
)
test('an animated WebP is refused', () => {
  const moved = WEBPS[0]?.slice() as Uint8Array
  moved.set(ascii('ANIM'), 30)
  expect(cleanPicture(moved)).toBeUndefined()
})

test.each(['', 'GIF89a', '<svg xmlns="http://www.w3.org/2000/svg"/>', '%PDF-1.7', 'RIFF\0\0\0\0WEBP'])(
  'what is no picture is refused: %j',
  (text) => expect(cleanPicture(ascii(text))).toBeUndefined(),
)

const WHOLE = [JPEG, PNG, ...WEBPS]
test('a picture that is cut off is refused', () => {
  for (const bytes of WHOLE)
    for (let end = 0; end < bytes.length - 1; end++)
      expect([end, cleanPicture(bytes.slice(0, end))]).toEqual([end, undefined])
})

test('any bytes are refused or rewritten to a picture that is rewritten to itself', () => {
  const damaged = fc
    .tuple(fc.constantFrom(...WHOLE), fc.array(fc.tuple(fc.nat(1_200), fc.nat(255)), { maxLength: 12 }))
    .map(([bytes, changes]) => {
      const copy = bytes.slice()
      for (const [at, byte] of changes) copy[at % copy.length] = byte
      return copy
    })
  fc.assert(
    fc.property(fc.oneof(damaged, fc.uint8Array({ maxLength: 200 })), (bytes) => {
      const clean = cleanPicture(bytes)
      if (!clean) return
      expect(clean.width > 0 && clean.height > 0).toBe(true)
      expect(clean.bytes.length).toBeLessThan(bytes.length + 100)
      expect(cleanPicture(clean.bytes)).toEqual(clean)
    }),
    { numRuns: 2_000 },
  )
})
