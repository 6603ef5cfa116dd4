import * as v from 'valibot'
import { serial } from '../../../base/count'
import { oneLine } from '../../../base/text'
import { IMPORT_MOST } from '../../../district/import/limits'
import { Gone, ImportCounts, PastImport, ShownChange } from '../../../district/import/summary'
import { DrawnArea } from '../../../place/area'
import { dryRun, FileAnswer, row } from '../../endpoint'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
/** A workbook, or a CSV file for each of its sheets, and one or two files of areas. */
const FILES_MOST = 8
/** Base64 has four letters for three bytes. */
const BASE64_MOST = Math.ceil((IMPORT_MOST.uploadBytes * 4) / 3) + 4
/**
 * A file in base64. Valibot's own check repeats a group, for which the engine's stack overflows at some five million letters: an
 * error that is not the caller's.
 */
const Base64 = v.pipe(
  v.string(),
  v.maxLength(BASE64_MOST),
  v.regex(/^[A-Za-z\d+/]*={0,2}$/),
  v.check((text) => text.length % 4 === 0, 'groups of four letters'),
)
const File = v.strictObject({
  name: v.pipe(oneLine(200), v.regex(/^[^/\\]+\.(xlsx|csv|geojson|json)$/i)),
  bytes: Base64,
})
/** Content hash of the district as it was previewed. */
const Revision = v.pipe(v.string(), v.regex(/^[\da-f]{64}$/))

/** Import of the district's network from a workbook, and its way back into one. */
export const importEndpoints = {
  importTemplate: row({
    method: 'GET',
    path: '/api/district/import/template.xlsx',
    who: { act: 'import', at: 'district' },
    status: 200,
    refusals: [],
    summary: 'The empty workbook of an import, with an example and what each column takes',
    answer: FileAnswer,
    type: XLSX,
  }),
  exportDistrict: row({
    method: 'GET',
    path: '/api/district/import/district.xlsx',
    who: { act: 'import', at: 'district' },
    status: 200,
    refusals: [],
    summary: 'The district as a workbook, to be edited and imported again',
    answer: FileAnswer,
    type: XLSX,
  }),
  importDistrict: row({
    method: 'POST',
    path: '/api/district/import',
    who: { act: 'import', at: 'district' },
    limit: 'import',
    bodyMost: BASE64_MOST + 64 * 1024,
    status: 200,
    refusals: ['import-mistakes', 'district-changed', 'gone-booked'],
    summary:
      'Import streets, their areas, stations, offerings and holidays; a preview answers the mistakes or the difference',
    body: v.strictObject({
      files: v.pipe(v.array(File), v.minLength(1), v.maxLength(FILES_MOST)),
      /** Of the preview; without it, an import that is no preview is refused as changed. */
      revision: v.optional(Revision),
      gone: v.optional(Gone),
      preview: dryRun,
    }),
    answer: v.object({
      revision: v.string(),
      counts: ImportCounts,
      /** The first ones, in words; `mistakesAll` counts all. */
      mistakes: v.array(v.string()),
      mistakesAll: serial,
      /** In words, the first ones: what may be right all the same. */
      warnings: v.array(v.string()),
      warningsAll: serial,
      /** The first ones; `changesAll` counts all. */
      changes: v.array(ShownChange),
      changesAll: serial,
      /** Outline and areas as they will be, for the map of a preview. */
      areas: v.array(DrawnArea),
      /** Coming bookings at what goes. */
      bookings: serial,
      /** Sessions that will be called off. */
      calledOff: serial,
    }),
  }),
  imports: row({
    method: 'GET',
    path: '/api/district/imports',
    who: { act: 'import', at: 'district' },
    status: 200,
    refusals: [],
    summary: 'The last imports: who, when, which file, and how much changed',
    answer: v.object({ imports: v.array(PastImport) }),
  }),
}
