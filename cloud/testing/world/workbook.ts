import { inflateRawSync } from 'node:zlib'

const END = 0x06054b50
const ENTRY_BYTES = 46

/** Reads the files of a zip archive, by its central directory. */
export function unzip(bytes: Buffer): Map<string, string> {
  const end = bytes.lastIndexOf(Buffer.from(Uint32Array.of(END).buffer))
  const files = new Map<string, string>()
  let at = bytes.readUInt32LE(end + 16)
  for (let nth = 0; nth < bytes.readUInt16LE(end + 10); nth++) {
    const [packed, name, extra, comment] = [20, 28, 30, 32].map((field, one) =>
      one ? bytes.readUInt16LE(at + field) : bytes.readUInt32LE(at + field),
    ) as [number, number, number, number]
    const local = bytes.readUInt32LE(at + 42)
    const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
    const data = bytes.subarray(from, from + packed)
    const path = bytes.toString('utf8', at + ENTRY_BYTES, at + ENTRY_BYTES + name)
    files.set(path, (bytes.readUInt16LE(at + 10) ? inflateRawSync(data) : data).toString('utf8'))
    at += ENTRY_BYTES + name + extra + comment
  }
  return files
}

const ENTITIES: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }
const plain = (xml: string): string =>
  xml.replace(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (_, hex, decimal, name) =>
    name ? (ENTITIES[name] ?? '?') : String.fromCodePoint(hex ? Number.parseInt(hex, 16) : Number(decimal)),
  )
const textOf = (xml: string): string =>
  [...xml.matchAll(/<t(?:\s[^>]*)?>([^<]*)<\/t>/g)].map(([, text]) => plain(text ?? '')).join('')

type Sheet = { name: string; rows: (string | number)[][]; xml: string }

/** Reads the sheets of a workbook by its relationships, with inline or shared strings (ECMA-376). */
export function readWorkbook(bytes: Buffer): Sheet[] {
  const files = unzip(bytes)
  const read = (path: string) => files.get(path) ?? ''
  const shared = [...read('xl/sharedStrings.xml').matchAll(/<si>(.*?)<\/si>/gs)].map(([, text]) => textOf(text ?? ''))
  const targets = new Map(
    [...read('xl/_rels/workbook.xml.rels').matchAll(/<Relationship [^>]*>/g)].map(([tag]) => [
      /\bId="([^"]*)"/.exec(tag)?.[1],
      /\bTarget="([^"]*)"/.exec(tag)?.[1],
    ]),
  )
  const cellOf = (attributes: string, inner: string): string | number => {
    const type = /\bt="(\w+)"/.exec(attributes)?.[1]
    if (type === 'inlineStr') return textOf(inner)
    const value = /<v>([^<]*)<\/v>/.exec(inner)?.[1] ?? ''
    if (type === 's') return shared[Number(value)] ?? '?'
    return type === 'str' || value === '' ? plain(value) : Number(value)
  }
  return [...read('xl/workbook.xml').matchAll(/<sheet [^>]*>/g)].map(([tag]) => {
    const xml = read(`xl/${targets.get(/r:id="([^"]*)"/.exec(tag)?.[1])}`)
    const rows = [...xml.matchAll(/<row [^>]*?(?:\/>|>(.*?)<\/row>)/gs)].map(([, row = '']) =>
      [...row.matchAll(/<c ([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)].map(([, attributes = '', inner = '']) =>
        cellOf(attributes, inner),
      ),
    )
    return { name: plain(/\bname="([^"]*)"/.exec(tag)?.[1] ?? ''), rows, xml }
  })
}
