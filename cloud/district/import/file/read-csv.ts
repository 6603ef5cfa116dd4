import type { Cell } from '@core/district/import/cell'
import { IMPORT_MOST } from '@core/district/import/limits'
import { parse } from 'csv-parse/sync'

/** Encodings of Excel in China, tried in this order; the byte order mark is dropped. */
const ENCODINGS = ['utf-8', 'gb18030'] as const
const UTF16_MARK = [0xff, 0xfe]

function decode(bytes: Uint8Array): string | undefined {
  const encodings = UTF16_MARK.every((mark, at) => bytes[at] === mark) ? (['utf-16le'] as const) : ENCODINGS
  for (const encoding of encodings) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes)
    } catch {
      // Another encoding.
    }
  }
  return undefined
}

/** Rows of a CSV file, as UTF-8 with or without a mark, GB18030 (GBK) or Excel's UTF-16; undefined where it is none. */
export function readCsv(bytes: Uint8Array): Cell[][] | undefined {
  const text = decode(bytes)
  if (text === undefined) return undefined
  const [head = ''] = text.split('\n', 1)
  try {
    return parse(text, {
      delimiter: head.includes('\t') ? '\t' : ',',
      relaxColumnCount: true,
      relaxQuotes: true,
      // More than the limit, so that it is told.
      to: IMPORT_MOST.rows + 10,
    }) as Cell[][]
  } catch {
    return undefined
  }
}
