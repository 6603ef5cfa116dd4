import { randomBytes } from 'node:crypto'
import { deflateRawSync } from 'node:zlib'
import { OFFERING_ROW, workbookOf } from '../../../testing/world/district-workbook'
import { readTables } from './read-file'
import { findBadZip } from './zip-guard'

const read = async (name: string, bytes: Uint8Array) => {
  const { tables, mistakes } = await readTables([{ name, bytes }])
  return mistakes.length ? mistakes.map(({ code }) => code) : tables
}
/** A zip archive with these parts; `hidden` ones are not in its directory, and `size` is what the directory states. */
function zipOf(parts: { name: string; text: string | Buffer; hidden?: boolean }[]): Buffer {
  const locals: Buffer[] = []
  const entries: Buffer[] = []
  let at = 0
  for (const { name, text, hidden } of parts) {
    const packed = deflateRawSync(text)
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50)
    local.writeUInt16LE(8, 8)
    local.writeUInt32LE(packed.length, 18)
    local.writeUInt16LE(name.length, 26)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50)
    entry.writeUInt16LE(8, 10)
    entry.writeUInt32LE(packed.length, 20)
    // The stated size is false, as a bomb's may be.
    entry.writeUInt32LE(1, 24)
    entry.writeUInt16LE(name.length, 28)
    entry.writeUInt32LE(at, 42)
    locals.push(local, Buffer.from(name), packed)
    if (!hidden) entries.push(entry, Buffer.from(name))
    at += 30 + name.length + packed.length
  }
  const directory = Buffer.concat(entries)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50)
  end.writeUInt16LE(parts.filter(({ hidden }) => !hidden).length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...locals, directory, end])
}
const sheetOf = (cells: string) => ({
  name: 'xl/worksheets/sheet1.xml',
  text: `<sheetData><row r="1">${cells}</row></sheetData>`,
})

test('a workbook is read sheet by sheet: texts, numbers, dates, and empty rows in between', async () => {
  const day = new Date(Date.UTC(2027, 1, 8))
  const bytes = await workbookOf({
    holidays: [{ 日期: day, 安排: '休息', 名称: '=1+1' }, {}, { 日期: '2027-02-09', 名称: '二' }],
  })
  expect(await read('全区.xlsx', bytes)).toEqual([
    {
      name: '假日',
      rows: [
        ['日期', '安排', '名称'],
        [day, '休息', '=1+1'],
        [null, null, null],
        ['2027-02-09', null, '二'],
      ],
    },
  ])
})

test.each([
  ['UTF-8', (text: string) => Buffer.from(text)],
  ['UTF-8 with a byte order mark', (text: string) => Buffer.from(`\ufeff${text}`)],
  [
    'UTF-16 of Excel, with tabs',
    (text: string) => Buffer.from(`\ufeff${text.replaceAll(',', '\t').replaceAll('"', '')}`, 'utf16le'),
  ],
])('a CSV file in %s is read', async (_name, encode) => {
  const text = '日期,安排,名称\r\n2027-02-08,休息,"春节调休"\r\n'
  expect(await read('假日.csv', encode(text))).toEqual([
    {
      name: '假日',
      rows: [
        ['日期', '安排', '名称'],
        ['2027-02-08', '休息', '春节调休'],
      ],
    },
  ])
})

test('a CSV file in GBK or GB18030 of a Chinese Excel is read', async () => {
  // 日期,名称 / 2027-02-08,春节 — and 㐀, which GB18030 has and GBK has not.
  const gbk = Buffer.from('c8d5c6da2cc3fbb3c60d0a323032372d30322d30382cb4babdda0d0a', 'hex')
  expect(await read('假日.csv', gbk)).toEqual([
    {
      name: '假日',
      rows: [
        ['日期', '名称'],
        ['2027-02-08', '春节'],
      ],
    },
  ])
  expect(await read('假日.csv', Buffer.concat([gbk, Buffer.from('8139ee39', 'hex')]))).toEqual([
    { name: '假日', rows: [['日期', '名称'], ['2027-02-08', '春节'], ['㐀']] },
  ])
})

test('a quoted field may have commas, quotes and line breaks', async () => {
  expect(await read('假日.csv', Buffer.from('a,"b,""c""\nd"\n'))).toEqual([{ name: '假日', rows: [['a', 'b,"c"\nd']] }])
})

test.each([
  ['random bytes', 'x.xlsx', randomBytes(500)],
  ['an empty file', 'x.xlsx', Buffer.alloc(0)],
  ['a workbook that was cut off', 'x.xlsx', Buffer.from('PK\u0003\u0004')],
  ['an archive without sheets', 'x.xlsx', zipOf([{ name: 'a.xml', text: '<a/>' }])],
  ['a file of another kind', 'x.doc', Buffer.from('x')],
  ['bytes that are no text', 'x.csv', Buffer.from([0xff, 0xff, 0x80])],
])('%s is told as not readable', async (_name, name, bytes) => {
  expect(await read(name, bytes)).toEqual(['not-readable'])
})

test('what was cut out of a workbook is told as not readable', async () => {
  const bytes = await workbookOf({ offerings: [OFFERING_ROW] })
  for (const from of [10, 100, 500]) {
    const cut = Buffer.concat([bytes.subarray(0, from), bytes.subarray(from + 20)])
    expect(await read('x.xlsx', cut)).toEqual(['not-readable'])
  }
})

test('a zip bomb is not inflated, whatever size it states', () => {
  const bomb = zipOf([{ name: 'xl/worksheets/sheet1.xml', text: Buffer.alloc(150_000_000) }])
  expect(bomb.length).toBeLessThan(200_000)
  expect(findBadZip(bomb)).toBe('file-too-large')
  // Many small ones, too.
  expect(
    findBadZip(zipOf(Array.from({ length: 30 }, (_, at) => ({ name: `${at}.xml`, text: Buffer.alloc(5_000_000) })))),
  ).toBe('file-too-large')
})

test('a part that the directory of an archive hides is not accepted', () => {
  const seen = { name: 'a.xml', text: '<a/>' }
  expect(findBadZip(zipOf([seen]))).toBeUndefined()
  expect(findBadZip(zipOf([seen, { ...seen, hidden: true }, seen]))).toBe('not-readable')
  expect(findBadZip(zipOf([{ ...seen, hidden: true }, seen]))).toBe('not-readable')
})

test('a cell far out, for which a reader would fill a huge table, is not accepted, nor a formula that failed', () => {
  expect(findBadZip(zipOf([sheetOf('<c r="A1"><v>1</v></c>')]))).toBeUndefined()
  expect(findBadZip(zipOf([sheetOf('<c r="XFD1"><v>1</v></c>')]))).toBe('too-many-cells')
  expect(findBadZip(zipOf([sheetOf('<c r="A1048576"><v>1</v></c>')]))).toBe('too-many-rows')
  expect(findBadZip(zipOf([sheetOf('<c r="A1" t="e"><v>#N/A</v></c>')]))).toBe('cell-error')
})
