import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { PART_KEYS } from '@core/district/import/district'
import type { Mistake } from '@core/district/import/mistake'
import { writeAreas } from '@core/district/import/read/read-areas'
import { partName } from '@core/district/import/rows'
import { sayMistake } from '@core/district/import/say-mistake'
import { Gone } from '@core/district/import/summary'
import { sayAnyRefusal } from '@core/words/cloud/say-any-refusal'
import * as v from 'valibot'
import type { Deps } from '../../base/deps'
import { planAhead } from '../../catalogue/offering/plan'
import { readSchema } from '../../db/schema-files'
import type { ImportFile } from '../../district/import/file/read-file'
import { districtWorkbook, templateWorkbook } from '../../district/import/file/write-workbook'
import { readPresent } from '../../district/import/queries'
import { applyPrepared, type Prepared, prepareImport } from '../../district/import/service'
import { BadEnv } from '../../util/bad-env'
import { commandLine } from '../../util/command-line'
import { createProgressBar } from '../../util/progress-bar'
import { readEnv } from '../env'
import { openDeps } from '../process/open'
import { chooseDistrict } from '../tenant/choose'

const USAGE = `${commandLine('import', 'district.xlsx')} [--yes] [--gone keep | --gone call-off --reason "…"]
${commandLine('import', 'folder-of-csv-files')}         one for each sheet, and .geojson files
${commandLine('import', 'district.xlsx --outline outline.geojson')}    with the borders of the district and its streets, or these alone
${commandLine('import', '--template district.xlsx')}    the empty workbook
${commandLine('import', '--export district.xlsx')}      the district as it is; with --outline outline.geojson, its borders too
  with several districts: --district ty`
const SHOWN = 40

/** Files of a path: a workbook, CSV or GeoJSON file, or all CSV and GeoJSON files of a folder. */
function filesAt(path: string): ImportFile[] {
  try {
    const names = statSync(path).isDirectory()
      ? readdirSync(path)
          .filter((name) => /\.(csv|geojson)$/i.test(name))
          .map((name) => join(path, name))
      : [path]
    if (names.length === 0) throw new BadEnv(`${path} has no .csv and no .geojson files.`)
    return names.map((name) => ({ name: basename(name), bytes: readFileSync(name) }))
  } catch (fault) {
    if (fault instanceof BadEnv) throw fault
    throw new BadEnv(`${path} cannot be read: ${(fault as Error).message}`)
  }
}

function goneOf(act: string | undefined, reason: string | undefined): Gone | undefined {
  if (act === undefined) return undefined
  const read = v.safeParse(Gone, { act, ...(reason === undefined ? {} : { reason }) })
  if (!read.success) throw new BadEnv('--gone is keep, or call-off with --reason "…" of 60 letters at most')
  return read.output
}

/** The difference as lines: warnings, counts by sheet, then the first changes. Of people, neither names nor numbers. */
function tell({ counts, changes, booked, warnings }: Prepared): void {
  for (const warning of warnings.slice(0, SHOWN)) console.log(sayMistake('zh-hans', warning))
  if (warnings.length > SHOWN) console.log(`… and ${warnings.length - SHOWN} more to look at`)
  for (const key of PART_KEYS) {
    const { new: added, back, changed, gone } = counts[key]
    console.log(`${partName(key)}: ${added} new, ${changed} changed, ${back} back, ${gone} gone`)
  }
  const shown = changes.filter(({ sheet }) => sheet !== 'invitees')
  for (const { what, sheet, id, name, fields } of shown.slice(0, SHOWN)) {
    const bookings = booked.get(id)?.bookings
    const more = fields.map(({ title, was, now }) => `${title}: ${was} → ${now}`).join('; ')
    console.log(
      `  ${what} ${partName(sheet)} ${id} ${name}${more && ` (${more})`}${bookings ? ` — ${bookings} bookings` : ''}`,
    )
  }
  if (shown.length > SHOWN) console.log(`  … and ${shown.length - SHOWN} more`)
}

function tellMistakes(mistakes: readonly Mistake[]): void {
  for (const mistake of mistakes) console.error(sayMistake('zh-hans', mistake))
  console.error(`${mistakes.length} mistakes: nothing was imported.`)
}

async function isSure(yes: boolean): Promise<boolean> {
  if (yes) return true
  if (!process.stdin.isTTY) throw new BadEnv('Nothing was imported: give --yes to import this.')
  const asked = createInterface({ input: process.stdin, output: process.stdout })
  const answer = await asked.question('Import this? [y/N] ')
  asked.close()
  return /^y/i.test(answer.trim())
}

async function importInto(
  deps: Deps,
  paths: readonly string[],
  gone: Gone | undefined,
  yes: boolean,
): Promise<boolean> {
  const prepared = await prepareImport(deps, paths.flatMap(filesAt))
  if (prepared.mistakes.length) {
    tellMistakes(prepared.mistakes)
    return false
  }
  tell(prepared)
  const { length } = prepared.changes
  if (length === 0) console.log('Nothing to do.')
  if (length === 0 || !(await isSure(yes))) return true
  const rows = createProgressBar('rows')
  const run = {
    revision: prepared.revision,
    gone,
    by: null,
    file: paths.map((path) => basename(path)).join('、'),
    staged: (done: number) => rows(done, length),
  }
  const applied = await applyPrepared(deps, prepared, run)
  if (!applied.ok) {
    console.error(sayAnyRefusal('zh-hans', applied.why))
    if (applied.why.refusal === 'gone-booked') console.error(USAGE)
    return false
  }
  const sessions = await planAhead(deps, undefined, createProgressBar('offerings planned'))
  console.log(`Imported. ${sessions} new sessions.`)
  const { calledOff } = applied.value as { calledOff: number }
  if (calledOff)
    console.log(`${calledOff} sessions are called off by the jobs of the running cloud, which tells their bookers.`)
  return true
}

/** Writes the district as a workbook, and its borders as GeoJSON. */
async function exportTo(deps: Deps, workbook: string, outline: string | undefined): Promise<void> {
  const present = await readPresent(deps)
  writeFileSync(workbook, await districtWorkbook(present))
  console.log(`${workbook}: ${present.stations.length} stations, ${present.offerings.length} offerings`)
  if (!outline) return
  if (present.areas.length === 0) throw new BadEnv(`${outline} was not written: the district has no borders yet.`)
  writeFileSync(outline, writeAreas(present.areas, present.streets))
  console.log(`${outline}: ${present.areas.length} areas`)
}

/** `npm run import -- district.xlsx` imports a district's network from a workbook or CSV files, after showing the difference. */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      yes: { type: 'boolean', default: false },
      gone: { type: 'string' },
      reason: { type: 'string' },
      template: { type: 'string' },
      export: { type: 'string' },
      outline: { type: 'string' },
      district: { type: 'string' },
    },
  })
  if (values.template) {
    writeFileSync(values.template, await templateWorkbook())
    console.log(`${values.template}: fill in the sheets, then ${commandLine('import', values.template)}`)
    return
  }
  const [path, ...more] = positionals
  const { outline } = values
  // Beside --export alone, it names the file to write.
  const paths = [path, path || !values.export ? outline : undefined].filter((one) => one !== undefined)
  if (more.length || (paths.length === 0 && !values.export)) throw new BadEnv(USAGE)
  const gone = goneOf(values.gone, values.reason)
  const schema = readSchema(join(fileURLToPath(new URL('.', import.meta.url)), 'schema'))
  const env = readEnv(process.env)
  const settings = chooseDistrict(env.districts, values.district)
  const deps = await openDeps({ env: { demo: env.demo }, schema, tell: console.log }, settings)
  try {
    if (values.export) await exportTo(deps, values.export, path ? undefined : outline)
    if (paths.length && !(await importInto(deps, paths, gone, values.yes))) process.exitCode = 1
  } finally {
    await deps.db.close()
  }
}

main().catch((fault: Error) => {
  console.error(fault.message)
  process.exit(fault instanceof BadEnv ? 2 : 1)
})
