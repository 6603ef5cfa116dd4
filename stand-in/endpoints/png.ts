import { crc32, deflateSync } from 'node:zlib'

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex')
/** Pixels per square. */
const SCALE = 8

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const out = Buffer.alloc(body.length + 8)
  out.writeUInt32BE(data.length, 0)
  body.copy(out, 4)
  out.writeUInt32BE(crc32(body), body.length + 4)
  return out
}

/** PNG of black squares on white, 8-bit greyscale. */
export function pngOf(squares: readonly (readonly boolean[])[]): Buffer {
  const size = squares.length * SCALE
  const header = Buffer.alloc(13)
  header.writeUInt32BE(size, 0)
  header.writeUInt32BE(size, 4)
  header[8] = 8
  const lines = squares.flatMap((row) => {
    // Filter byte of the line: none.
    const line = Buffer.from([0, ...row.flatMap((dark) => Array<number>(SCALE).fill(dark ? 0 : 255))])
    return Array<Buffer>(SCALE).fill(line)
  })
  const data = deflateSync(Buffer.concat(lines))
  return Buffer.concat([SIGNATURE, chunk('IHDR', header), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))])
}
